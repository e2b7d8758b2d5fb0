#!/usr/bin/env bash
# Writes the comment into a pull request, or into the comment that an earlier run wrote there. Needs gh and
# GH_TOKEN, HANDRAIL_REPOSITORY (owner/name), HANDRAIL_PULL_REQUEST (its number) and HANDRAIL_COMMENT (a file).
# With HANDRAIL_HEAD (a commit), it writes only into a pull request with that head, because a workflow can't trust a number
# that it gets from a pull request.
set -euo pipefail

[[ $HANDRAIL_REPOSITORY =~ ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$ ]] || { echo "no repository: $HANDRAIL_REPOSITORY" >&2; exit 2; }
[[ $HANDRAIL_PULL_REQUEST =~ ^[0-9]+$ ]] || { echo "no pull request: $HANDRAIL_PULL_REQUEST" >&2; exit 2; }
[[ -f $HANDRAIL_COMMENT && ! -L $HANDRAIL_COMMENT ]] || { echo "no file: $HANDRAIL_COMMENT" >&2; exit 2; }
[[ -s $HANDRAIL_COMMENT ]] || exit 0
# The first line names the project. It may come from a pull request, and becomes part of a filter.
IFS= read -r mark <"$HANDRAIL_COMMENT" || true
[[ $mark =~ ^'<!-- handrail-diff'(': '[A-Za-z0-9._/-]+)?' -->'$ ]] || mark='<!-- handrail-diff -->'
if [[ -n ${HANDRAIL_HEAD:-} ]]; then
    head=$(gh api "repos/$HANDRAIL_REPOSITORY/pulls/$HANDRAIL_PULL_REQUEST" --jq .head.sha)
    [[ $head == "$HANDRAIL_HEAD" ]] || { echo "pull request $HANDRAIL_PULL_REQUEST has another head" >&2; exit 2; }
fi

comments="repos/$HANDRAIL_REPOSITORY/issues/$HANDRAIL_PULL_REQUEST/comments"
earlier=$(gh api --paginate "$comments" \
    --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id")
earlier=${earlier%%$'\n'*}
if [[ $earlier =~ ^[0-9]+$ ]]; then
    gh api --method PATCH "repos/$HANDRAIL_REPOSITORY/issues/comments/$earlier" --field "body=@$HANDRAIL_COMMENT" >/dev/null
else
    gh api --method POST "$comments" --field "body=@$HANDRAIL_COMMENT" >/dev/null
fi
