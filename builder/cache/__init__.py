"""Work kept from build to build, found again by the digest of what it was made from.

It knows no stage: keys and values are bytes, digests and plain records.
"""
