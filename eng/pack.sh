#!/usr/bin/env bash
# Packs every packable project of src into artifacts/packages.
#   eng/pack.sh              with the version of the tree
#   eng/pack.sh 1.2.3-rc.1   with this version
set -euo pipefail
cd "$(dirname "$0")/.."
version=${1:-$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)}
out=artifacts/packages
rm -rf "$out"
mkdir -p "$out"

# One solution of them all, so that they are restored together and built in parallel.
solution=artifacts/pack.slnx
{
  echo '<Solution>'
  for project in src/*/*.csproj; do echo "  <Project Path=\"../$project\" />"; done
  echo '</Solution>'
} > "$solution"
dotnet pack "$solution" -c Release -o "$out" -v q --nologo -p:Version="$version" -p:ContinuousIntegrationBuild=true -p:RunAnalyzers=false
echo "$(ls "$out"/*.nupkg | wc -l) packages of version $version are in $out"
