#!/usr/bin/env bash
# Makes a Java of its own for an unpacked distribution: only what the flow-manager uses, about a third of a JDK.
#
#   ops/jlink.sh DISTRIBUTION TARGET     e.g. ops/jlink.sh . java; then JAVA_HOME=java ./flow-manager …
#
# Needs a JDK from 21 on, in JAVA_HOME or on the PATH. A launcher finds a "java" folder beside it by itself.
set -euo pipefail

distribution=${1:?the folder of flow-manager.jar}
target=${2:?where the Java goes}
tools=${JAVA_HOME:+$JAVA_HOME/bin/}

[[ -r $distribution/flow-manager.jar ]] || {
  echo "Expected flow-manager.jar in $distribution, but it is not there" >&2
  exit 1
}

# What the classes name. The rest is found at run time only: cryptography for TLS, names of hosts and character sets,
# zip files that are read as file systems, and what the JVM tells of itself.
named=$("${tools}jdeps" --multi-release 21 --ignore-missing-deps --print-module-deps \
  --class-path "$distribution/lib/*" "$distribution/flow-manager.jar") || {
  echo "Expected jdeps to tell the modules, but it says: $named" >&2
  exit 1
}
unnamed=java.naming,java.security.jgss,java.security.sasl,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.localedata,jdk.management
unnamed=$unnamed,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs,jdk.httpserver,jdk.jcmd

"${tools}jlink" --add-modules "$named,$unnamed" --include-locales en --strip-debug --no-header-files --no-man-pages \
  --compress zip-6 --output "$target"
echo "$target: $("$target/bin/java" --list-modules | wc -l) modules, $(du -sh "$target" | cut -f1)"
