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

# One build of one traversal, so that shared projects are built once and in parallel.
traversal=artifacts/pack.proj
{
  echo '<Project>'
  echo '  <ItemGroup><Packable Include="../src/*/*.csproj" /></ItemGroup>'
  echo '  <Target Name="Restore"><MSBuild Projects="@(Packable)" Targets="Restore" Properties="$(Settings)" /></Target>'
  echo '  <Target Name="Pack"><MSBuild Projects="@(Packable)" Targets="Pack" BuildInParallel="true" Properties="$(Settings)" /></Target>'
  echo '</Project>'
} > "$traversal"
settings="-p:Configuration=Release -p:Version=$version -p:ContinuousIntegrationBuild=true -p:PackageOutputPath=$PWD/$out -p:RunAnalyzers=false"
dotnet msbuild "$traversal" -t:Restore -nologo -v:q $settings
dotnet msbuild "$traversal" -t:Pack -nologo -v:q -m $settings
echo "$(ls "$out"/*.nupkg | wc -l) packages of version $version are in $out"
