#!/usr/bin/env bash
# Installs what the tests marked `browser` and `stores` drive: Chromium with Arabic fonts, and the triple stores.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-hosny-amiri >/dev/null
