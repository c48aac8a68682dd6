#!/usr/bin/env bash
# Builds the distribution archive twice, from two copies of what is committed, in folders of different names, and compares the two.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Asked once: somebody may commit meanwhile.
commit=$(git -C "$here" rev-parse HEAD)

for copy in one another-one; do
  mkdir "$work/$copy"
  git -C "$here" archive "$commit" | tar -x -C "$work/$copy"
  (cd "$work/$copy" && mvn --batch-mode --quiet "$@" -Pdistribution -DskipTests package)
done

archive=$(cd "$work/one/flow-manager-app/target" && echo flow-manager-*-distribution.tar.gz)
cd "$work"
sha256sum {one,another-one}/flow-manager-app/target/"$archive"
cmp {one,another-one}/flow-manager-app/target/"$archive"
echo "both are the same"
