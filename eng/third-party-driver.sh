#!/usr/bin/env bash
# Tries the SDK as somebody else would: packs, builds samples/ThirdPartyDriver from the packages alone, puts its driver through the
# conformance kit, and runs the quickstart on it as a plugin. The packages stay in artifacts/packages; nothing else is left.
set -euo pipefail
cd "$(dirname "$0")/.."
version=0.1.0-sample
work=$(mktemp -d)
cache=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
# NuGet keeps what it has once unpacked under this version, and would take that instead of the next build's.
forget() { rm -rf "${cache%/}"/cloudstack.*/"$version"; }
trap 'forget; rm -rf "$work"' EXIT
forget
eng/pack.sh "$version"

sample=samples/ThirdPartyDriver
dotnet build "$sample/ThirdPartyDriver.slnx" -v q --nologo -p:CloudStackVersion="$version"
dotnet test "$sample/Toy.CloudStack.Tests" --no-build --nologo -v q -p:CloudStackVersion="$version" -- RunConfiguration.TreatNoTestsAsError=true

dotnet publish "$sample/Toy.CloudStack" -v q --nologo -p:CloudStackVersion="$version" -o "$work/plugins/toy"
# The driver only has to know where its template is; it reads nothing of it.
truncate -s 1M "$work/template.qcow2"
dotnet run --project samples/Quickstart -- --plugins "$work/plugins" --hypervisor Toy --template "$work/template.qcow2"
