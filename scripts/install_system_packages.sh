#!/usr/bin/env bash
# Installs what the tests marked `browser` and `stores` drive: Chromium with Arabic fonts, Apache Jena and Virtuoso.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
    chromium fonts-noto-core fonts-hosny-amiri \
    default-jre-headless unzip libapache-jena-java \
    virtuoso-opensource-7 virtuoso-opensource-7-bin >/dev/null
