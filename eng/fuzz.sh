#!/usr/bin/env bash
# Sends random requests to a demonstration server of its own: wrong names, types, encodings, sizes, orders and signatures, and right ones between.
#   eng/fuzz.sh [requests] [seed]      100000 requests with the seed 1
# It ends with an error when a request is answered with a failure of the server, or not at all, when the log has an exception that nobody expected,
# when memory grows by more than a tenth after warming up, or when the server no longer answers at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release src/CloudStack.Server -v q --nologo
dotnet build -c Release tests/CloudStack.Fuzz -v q --nologo
dotnet tests/CloudStack.Fuzz/bin/Release/net10.0/CloudStack.Fuzz.dll "$PWD/src/CloudStack.Server/bin/Release/net10.0/CloudStack.Server.dll" "$@"
