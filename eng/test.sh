#!/usr/bin/env bash
# Runs every test: installs what the tests need, builds once, and runs the engine's tests on SQLite and again on MariaDB.
#   eng/test.sh            all
#   eng/test.sh --quick    without the real systems (libvirt hosts)
set -euo pipefail
cd "$(dirname "$0")/.."
quick=false
[ "${1:-}" = --quick ] && quick=true

packages=(mariadb-server mariadb-client python3-libcloud slapd ldap-utils)
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

# One compiler for all projects, which is warm after the first, where the environment does not say so by itself.
dotnet build CloudStack.sln -v q --nologo -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler >/dev/null

results=artifacts/test-results
rm -rf "$results"
failed=0
run() { # name, project, further arguments
  local name=$1 project=$2
  shift 2
  echo "== $name"
  dotnet test "$project" --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" | grep -vE '^(Test run for|A total of|Starting test|$)' || failed=1
}
for project in tests/*.Tests/*.csproj samples/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  case $name in
    CloudStack.RealSystems.Tests) $quick || run "$name" "$project" ;;
    *) run "$name" "$project" ;;
  esac
done
CLOUDSTACK_TEST_DATABASE=mariadb run CloudStack.Engine.Tests.MariaDb tests/CloudStack.Engine.Tests/CloudStack.Engine.Tests.csproj

# One line for everything, from what the runs themselves recorded. What neither passed nor failed (a skipped test) counts as failed.
grep -ho '<Counters [^>]*>' "$results"/*.trx | awk '
  function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
  { passed += number("passed"); total += number("total") }
  END { printf "%d passed, %d failed\n", passed, total - passed; exit passed == 0 || passed != total }'
exit $failed
