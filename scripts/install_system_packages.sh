#!/usr/bin/env bash
# Installs what the tests marked `browser` and `stores` drive (Debian): Chromium with Arabic fonts, Java with Apache Jena,
# and Virtuoso. The Oxigraph server is a dependency of the project. scripts/install_stores.sh then makes Jena ready.
set -euo pipefail
apt() {
    local sudo=()
    [ "$(id -u)" = 0 ] || sudo=(sudo)
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 "$@" >/dev/null
}
apt update
apt install -y --no-install-recommends chromium fonts-noto-core fonts-hosny-amiri \
    default-jre-headless libapache-jena-java unzip virtuoso-opensource-7 virtuoso-opensource-7-bin
