#!/usr/bin/env bash
# Makes the packaged Apache Jena ready for `pytest -m stores`. Debian's jar keeps resources where Jena does not look, so
# they are unpacked into a folder that goes before the jars on the class path.
# Usage: scripts/install_stores.sh [FOLDER]; export WAQAI_STORES=FOLDER if it is not the default.
set -euo pipefail

folder=${1:-${WAQAI_STORES:-"$HOME/.cache/waqai/stores"}}
rm -rf "$folder/jena"
mkdir -p "$folder/jena/lib"
unzip -q -o /usr/share/java/jena-core.jar 'org/apache/jena/ext/*' -d "$folder/jena"
cp -r "$folder/jena/org/apache/jena/ext/xerces" "$folder/jena/xerces"

# All jars but the many bindings of slf4j that are installed side by side and call each other.
for jar in /usr/share/java/*.jar; do
    case ${jar##*/} in
        *slf4j*|log4j*|maven*|ant*) ;;
        *) ln -s "$jar" "$folder/jena/lib/" ;;
    esac
done
ln -s /usr/share/java/slf4j-api.jar /usr/share/java/slf4j-nop.jar "$folder/jena/lib/"
echo "stores are ready in $folder"
