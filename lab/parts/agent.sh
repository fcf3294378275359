# shellcheck shell=bash
# The node agent and the image pusher: one Java program of this module, built when its sources are newer.

lab_jar() { printf '%s/lab.jar' "$LAB_STATE"; }

agent_is_stale() {
  [ ! -e "$(lab_jar)" ] && return 0
  [ -n "$(find "$LAB_ROOT"/{lab,practice}/{src/main,pom.xml} "$LAB_ROOT/pom.xml" -newer "$(lab_jar)" -type f -print -quit 2>/dev/null)" ]
}

build_agent() {
  agent_is_stale || return 0
  need mvn "Maven >= 3.8 builds the node agent"
  say "building the node agent"
  (cd "$LAB_ROOT" && mvn -q -B -Dfast -Dmaven.test.skip=true -Dstyle.color=never -pl lab -am package) \
    >"$LAB_LOGS/build.log" 2>&1 || fail "the node agent does not build: see $LAB_LOGS/build.log"
  cp "$LAB_ROOT"/lab/target/slipway-lab-*-app.jar "$(lab_jar).new"
  mv "$(lab_jar).new" "$(lab_jar)"
}

run_lab_jar() { # ARGUMENTS...: the program in the foreground
  [ -e "$(lab_jar)" ] || build_agent
  inside "$(java_command)" -XX:TieredStopAtLevel=1 -Xshare:auto -jar "$(lab_jar)" "$@"
}

start_agent() {
  local nodes="" address number=0
  for address in $NODE_ADDRESSES; do
    number=$((number + 1))
    nodes+="${nodes:+,}node-$number=$address"
  done
  mkdir -p "$LAB_STATE/pods"
  start node-agent env KUBECONFIG="$LAB_STATE/kubeconfig/node-agent" "$(java_command)" -Xmx512m -XX:TieredStopAtLevel=1 \
    -XX:+UseSerialGC -jar "$(lab_jar)" agent --nodes "$nodes" --cpu "${SLIPWAY_LAB_NODE_CPU:-8}" \
    --memory "${SLIPWAY_LAB_NODE_MEMORY:-16Gi}" --pods "${SLIPWAY_LAB_NODE_PODS:-110}" \
    --keystore "$PKI/kubelet.p12" --password-file "$PKI/keystore.password" --client-ca "$PKI/ca.crt" \
    --folder "$LAB_STATE/pods"
}

nodes_are_ready() {
  as_admin wait --for=condition=Ready node --all --timeout=30s >/dev/null 2>&1
}

await_agent() {
  local end=$((SECONDS + 60))
  until nodes_are_ready; do
    is_running node-agent || fail "node-agent ended; last words: $(tail -n 3 "$LAB_LOGS/node-agent.log")"
    [ $SECONDS -lt $end ] || fail "the nodes are not Ready; see $LAB_LOGS/node-agent.log"
    sleep 0.3
  done
}
