"""Everything incremental and parallel. It knows no stage."""
