# shellcheck shell=bash
# The node agent and the image pusher: one Java program of this module, built when its sources are newer.

AGENT_SOURCES="pom.xml lab/pom.xml lab/src/main practice/pom.xml practice/src/main/java/dev/slipway/practice/app"

# Named after its sources: a changed agent is another file, and a wiped lab finds the old one again.
lab_jar() {
  local version
  # shellcheck disable=SC2086
  version=$(cd "$LAB_ROOT" && find $AGENT_SOURCES -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
  printf '%s/node-agent/%s.jar' "$LAB_CACHE" "${version:0:16}"
}

build_agent() {
  local jar
  jar=$(lab_jar)
  if [ -e "$jar" ]; then return; fi
  need mvn "Maven >= 3.8 builds the node agent"
  say "building the node agent"
  (cd "$LAB_ROOT" && JAVA_HOME=$(java_home) mvn -q -B -Dfast -Dmaven.test.skip=true -Dstyle.color=never -pl lab -am package) \
    >"$LAB_LOGS/build.log" 2>&1 || fail "the node agent does not build: see $LAB_LOGS/build.log"
  mkdir -p "$(dirname "$jar")"
  find "$(dirname "$jar")" -name '*.jar' -mtime +7 -delete
  cp "$LAB_ROOT"/lab/target/slipway-lab-*-app.jar "$jar.new"
  mv "$jar.new" "$jar"
}

run_lab_jar() { # ARGUMENTS...: the program in the foreground
  build_agent
  inside "$(java_command)" -XX:TieredStopAtLevel=1 -Xshare:auto -jar "$(lab_jar)" "$@"
}

start_agent() {
  local nodes="" address number=0
  for address in $NODE_ADDRESSES; do
    number=$((number + 1))
    nodes+="${nodes:+,}node-$number=$address"
  done
  mkdir -p "$LAB_STATE/pods"
  stop_older_agent
  start node-agent env KUBECONFIG="$LAB_STATE/kubeconfig/node-agent" "$(java_command)" -Xmx512m -XX:TieredStopAtLevel=1 \
    -XX:+UseSerialGC -jar "$(lab_jar)" agent --nodes "$nodes" --cpu "${SLIPWAY_LAB_NODE_CPU:-8}" \
    --memory "${SLIPWAY_LAB_NODE_MEMORY:-16Gi}" --pods "${SLIPWAY_LAB_NODE_PODS:-110}" \
    --keystore "$PKI/kubelet.p12" --password-file "$PKI/keystore.password" --client-ca "$PKI/ca.crt" \
    --folder "$LAB_STATE/pods"
}

# An agent of other sources would run on for ever otherwise: its pods start again under the new one.
stop_older_agent() {
  local pid
  is_running node-agent || return 0
  pid=$(pid_of node-agent)
  if tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$(lab_jar)"; then return 0; fi
  say "the node agent's sources have changed: starting it anew"
  kill "$pid"
  while is_running node-agent; do sleep 0.1; done
}

nodes_are_ready() {
  local names=() address
  for address in $NODE_ADDRESSES; do names+=("node/node-$((${#names[@]} + 1))"); done
  as_admin wait --for=condition=Ready "${names[@]}" --timeout=30s >/dev/null 2>&1
}

await_agent() {
  local end=$((SECONDS + 60))
  until nodes_are_ready; do
    is_running node-agent || fail "node-agent ended; last words: $(tail -n 3 "$LAB_LOGS/node-agent.log")"
    [ $SECONDS -lt $end ] || fail "the nodes are not Ready; see $LAB_LOGS/node-agent.log"
    sleep 0.3
  done
}
