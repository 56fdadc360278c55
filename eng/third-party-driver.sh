#!/usr/bin/env bash
# Tries the SDK as somebody else would: packs, builds samples/ThirdPartyDriver from the packages alone, puts its driver through the
# conformance kit, and runs the quickstart on it as a plugin.
set -euo pipefail
cd "$(dirname "$0")/.."
version=0.1.0-sample
eng/pack.sh "$version"

# NuGet keeps what it has once unpacked under this version.
cache=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
rm -rf "${cache%/}"/cloudstack.*/"$version"

sample=samples/ThirdPartyDriver
dotnet build "$sample/ThirdPartyDriver.slnx" -v q --nologo -p:CloudStackVersion="$version"
dotnet test "$sample/Toy.CloudStack.Tests" --no-build --nologo -v q -p:CloudStackVersion="$version" -- RunConfiguration.TreatNoTestsAsError=true

plugins=$PWD/artifacts/third-party-plugins
rm -rf "$plugins"
dotnet publish "$sample/Toy.CloudStack" -v q --nologo -p:CloudStackVersion="$version" -o "$plugins/toy"
# The driver only has to know where its template is; it reads nothing of it.
template=$PWD/artifacts/third-party-template.qcow2
truncate -s 1M "$template"
dotnet run --project samples/Quickstart -- --plugins "$plugins" --hypervisor Toy --template "$template"
