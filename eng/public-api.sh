#!/usr/bin/env bash
# Writes what is public and not yet shipped into the PublicAPI.Unshipped.txt of every project of src: what the analyzer (RS0016) finds
# beside PublicAPI.Shipped.txt, sorted by ordinal. Run it after a change of public members, and look at the difference.
set -euo pipefail
cd "$(dirname "$0")/.."
work=artifacts/public-api
mkdir -p "$work"
empty=$PWD/$work/PublicAPI.Unshipped.txt
[ -f "$empty" ] || echo '#nullable enable' > "$empty"
echo '<Project>
  <Target Name="Build">
    <ItemGroup><ApiProject Include="../../src/*/*.csproj" /></ItemGroup>
    <MSBuild Projects="@(ApiProject)" Targets="$(ApiTarget)" BuildInParallel="true" />
  </Target>
</Project>' > "$work/all.proj"
# A configuration of its own leaves the usual output alone, and a project that did not change is not compiled again.
build() { dotnet msbuild "$work/all.proj" -m -v:q -nologo -clp:ErrorsOnly -p:ApiTarget="$1" -p:Configuration=PublicApi "${@:2}"; }
build Restore
build Build -p:PublicApiUnshipped="$empty" -p:ErrorLog=obj/public-api.sarif%2Cversion=2.1 -p:TreatWarningsAsErrors=false -p:EnableNETAnalyzers=false

for project in src/*/*.csproj; do
  folder=$(dirname "$project")
  {
    echo '#nullable enable'
    sed -n 's/^ *"APIName": "\(.*\)",$/\1/p' "$folder/obj/public-api.sarif" | sed 's/\\\(["\\]\)/\1/g' | LC_ALL=C sort -u
  } > "$work/list"
  # A file that stays as it is keeps its time, so that nothing is compiled for it.
  cmp -s "$work/list" "$folder/PublicAPI.Unshipped.txt" || cp "$work/list" "$folder/PublicAPI.Unshipped.txt"
done
wc -l src/*/PublicAPI.Unshipped.txt
