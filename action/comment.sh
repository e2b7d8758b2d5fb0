#!/usr/bin/env bash
# Writes the comment into a pull request, or into the comment that an earlier run wrote there. Needs gh and
# GH_TOKEN, HANDRAIL_REPOSITORY (owner/name), HANDRAIL_PULL_REQUEST (its number) and HANDRAIL_COMMENT (a file).
set -euo pipefail

mark='<!-- handrail-diff -->'
[[ $HANDRAIL_REPOSITORY =~ ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$ ]] || { echo "no repository: $HANDRAIL_REPOSITORY" >&2; exit 2; }
[[ $HANDRAIL_PULL_REQUEST =~ ^[0-9]+$ ]] || { echo "no pull request: $HANDRAIL_PULL_REQUEST" >&2; exit 2; }
[[ -s $HANDRAIL_COMMENT ]] || exit 0

comments="repos/$HANDRAIL_REPOSITORY/issues/$HANDRAIL_PULL_REQUEST/comments"
earlier=$(gh api --paginate "$comments" \
    --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id" | head -n 1)
if [[ $earlier =~ ^[0-9]+$ ]]; then
    gh api --method PATCH "repos/$HANDRAIL_REPOSITORY/issues/comments/$earlier" --field "body=@$HANDRAIL_COMMENT" >/dev/null
else
    gh api --method POST "$comments" --field "body=@$HANDRAIL_COMMENT" >/dev/null
fi
