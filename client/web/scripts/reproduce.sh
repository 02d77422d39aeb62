#!/bin/sh
# Builds the page from this commit in two other directories and compares what comes
# out, by the digest that `casusoverleg version` prints.
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

digest() {
	(cd "$1/client/web/dist" && find . -type f ! -name README.md ! -name '*.br' ! -name '*.gz' | sed 's|^\./||' | LC_ALL=C sort | xargs sha256sum) | sha256sum | cut -d' ' -f1
}

for place in one another/place; do
	mkdir -p "$work/$place"
	git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$work/$place")
	(cd "$work/$place" && make --no-print-directory core client/web/node_modules/.package-lock.json >/dev/null &&
		cd client/web && npx vite build >/dev/null && node scripts/finish.mjs --uncompressed)
	digest "$work/$place" >>"$work/digests"
done
cat "$work/digests"
[ "$(sort -u "$work/digests" | wc -l)" = 1 ] || { echo "the page does not come out the same"; exit 1; }
echo "the same from two directories"
