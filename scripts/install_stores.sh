#!/bin/sh
# Installs the triple stores that `pytest -m stores` runs against: the Oxigraph server, Apache Jena and Virtuoso.
# Debian's Jena jar keeps resources where Jena does not look, so they are unpacked into a folder that goes before the
# jars on the class path. Usage: scripts/install_stores.sh [FOLDER]; export WAQAI_STORES=FOLDER if it is not the default.
set -eu

folder=${1:-${WAQAI_STORES:-"$HOME/.cache/waqai/stores"}}
sudo=$( [ "$(id -u)" = 0 ] || echo sudo )

python -m pip install --quiet "oxigraph>=0.5"
$sudo apt-get install -y -q --no-install-recommends \
    default-jre-headless libapache-jena-java unzip virtuoso-opensource-7 virtuoso-opensource-7-bin

rm -rf "$folder/jena"
mkdir -p "$folder/jena"
unzip -q -o /usr/share/java/jena-core.jar 'org/apache/jena/ext/*' -d "$folder/jena"
cp -r "$folder/jena/org/apache/jena/ext/xerces" "$folder/jena/xerces"

# All jars but the many bindings of slf4j that are installed side by side and call each other.
mkdir "$folder/jena/lib"
for jar in /usr/share/java/*.jar; do
    case ${jar##*/} in
        *slf4j*|log4j*|maven*|ant*) ;;
        *) ln -s "$jar" "$folder/jena/lib/" ;;
    esac
done
ln -s /usr/share/java/slf4j-api.jar /usr/share/java/slf4j-nop.jar "$folder/jena/lib/"
echo "stores are ready in $folder"
