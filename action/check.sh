#!/usr/bin/env bash
# Checks a project and compares it with a base. Called by action.yml; reads only environment variables:
# HANDRAIL_PROJECT, HANDRAIL_BASE, HANDRAIL_FAIL_ON, HANDRAIL_PREVIEW_URL, and those of the runner.
set -uo pipefail

project=${HANDRAIL_PROJECT:-.}
base=${HANDRAIL_BASE:-}
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/handrail.XXXXXX")

# A new branch has no commit before its first push.
[[ $base =~ ^0+$ ]] && base=
# A shallow clone may lack the base commit: fetching that one commit is enough.
if [[ $base =~ ^[0-9a-f]{40}$ ]] && ! git -C "$project" cat-file -e "$base^{commit}" 2>/dev/null; then
    git -C "$project" fetch --quiet --no-tags --depth=1 origin "$base" || true
fi

# The runner executes lines such as '::add-mask::…' and '##[…]' in the output of a step, and a file of the project may have
# such a name. So commands are off until the line with this token, which nobody can guess.
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$token"

since=()
[[ -n $base ]] && since=("--since=$base")
handrail check "$project" "${since[@]}" --fail-on "${HANDRAIL_FAIL_ON:-error}" \
    --format text --format github --format sarif -o "$folder/github.txt" -o "$folder/problems.sarif" 2>&1
status=$?

: >"$folder/comment.md"
if [[ -n $base ]]; then
    preview=()
    [[ -n ${HANDRAIL_PREVIEW_URL:-} ]] && preview=("--preview-url=$HANDRAIL_PREVIEW_URL")
    handrail diff "$project" "--base=$base" --format markdown "${preview[@]}" 2>&1 >"$folder/comment.md"
    compared=$?
    # Each project has a comment of its own.
    if [[ $project != . ]]; then
        sed -i.bak "1s|^<!-- handrail-diff -->\$|<!-- handrail-diff: $(printf %s "$project" | tr -c 'A-Za-z0-9._/-' _) -->|" "$folder/comment.md"
    fi
    [[ $compared -gt $status ]] && status=$compared
fi
echo "::$token::"
# These are commands: they mark the lines with problems.
[[ -f $folder/github.txt ]] && cat "$folder/github.txt"
[[ -n ${GITHUB_STEP_SUMMARY:-} ]] && cat "$folder/comment.md" >>"$GITHUB_STEP_SUMMARY"
{
    echo "comment-file=$folder/comment.md"
    echo "sarif-file=$folder/problems.sarif"
    echo "status=$status"
} >>"${GITHUB_OUTPUT:-/dev/stdout}"
