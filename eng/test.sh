#!/usr/bin/env bash
# Runs every test: installs what the tests need, builds once, and runs the engine's tests on SQLite and again on MariaDB.
#   eng/test.sh            all
#   eng/test.sh --quick    without the real systems (libvirt hosts)
set -euo pipefail
cd "$(dirname "$0")/.."
quick=false
[ "${1:-}" = --quick ] && quick=true

packages=(mariadb-server mariadb-client)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]} ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >/dev/null 2>&1 || true
  apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null
fi
$quick || eng/lab/apt.sh

dotnet build CloudStack.sln -v q --nologo

results=artifacts/test-results
rm -rf "$results"
failed=0
run() { # name, project, further arguments
  local name=$1 project=$2
  shift 2
  echo "== $name"
  dotnet test "$project" --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" | grep -vE '^(Test run for|A total of|Starting test|$)' || failed=1
}
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  case $name in
    CloudStack.RealSystems.Tests) $quick || run "$name" "$project" ;;
    *) run "$name" "$project" ;;
  esac
done
CLOUDSTACK_TEST_DATABASE=mariadb run CloudStack.Engine.Tests.MariaDb tests/CloudStack.Engine.Tests/CloudStack.Engine.Tests.csproj

# One line for everything, from what the runs themselves recorded.
python3 - "$results" <<'P'
import glob, sys, xml.etree.ElementTree as tree
passed = failed = other = 0
for path in glob.glob(sys.argv[1] + "/*.trx"):
    counters = tree.parse(path).getroot().find(".//{*}Counters").attrib
    passed += int(counters["passed"])
    failed += int(counters["failed"]) + int(counters["error"]) + int(counters["timeout"]) + int(counters["aborted"])
    other += int(counters["total"]) - int(counters["passed"]) - int(counters["failed"])
if other: print(f"{other} neither passed nor failed (skipped?)")
print(f"{passed} passed, {failed + other} failed")
sys.exit(1 if failed + other or not passed else 0)
P
exit $failed
