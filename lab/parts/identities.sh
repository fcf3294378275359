# shellcheck shell=bash
# Who may do what in the lab: its own certificate authority, tokens, and a kubeconfig per identity.

PKI=$LAB_STATE/pki

make_identities() {
  [ -e "$PKI/complete" ] && return
  mkdir -p "$PKI" "$LAB_STATE/kubeconfig"
  chmod 700 "$PKI"
  make_authority
  issue kube-apiserver "/CN=kube-apiserver" serverAuth \
    "IP:$KUBERNETES_ADDRESS,IP:10.96.0.1,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc"
  issue kubelet "/O=system:nodes/CN=slipway-lab-kubelet" serverAuth \
    "$(printf 'IP:%s,' $NODE_ADDRESSES | sed 's/,$//')"
  issue kubelet-client "/O=system:masters/CN=kube-apiserver-kubelet-client" clientAuth "DNS:kube-apiserver"
  openssl genrsa -out "$PKI/service-accounts.key" 2048 2>/dev/null
  random_word >"$PKI/keystore.password"
  openssl pkcs12 -export -name kubelet -in "$PKI/kubelet.crt" -inkey "$PKI/kubelet.key" \
    -passout "file:$PKI/keystore.password" -out "$PKI/kubelet.p12"
  make_tokens
  random_word >"$PKI/postgres.password"
  random_word >"$PKI/registry.password"
  chmod 600 "$PKI"/*
  touch "$PKI/complete"
}

random_word() { openssl rand -hex 24; }

make_authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=slipway-lab" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
    -keyout "$PKI/ca.key" -out "$PKI/ca.crt" 2>/dev/null
}

issue() { # NAME SUBJECT USAGE ALTERNATIVE_NAMES
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "$2" \
    -keyout "$PKI/$1.key" -out "$PKI/$1.csr" 2>/dev/null
  openssl x509 -req -days 3650 -in "$PKI/$1.csr" -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -CAcreateserial \
    -extfile <(printf 'extendedKeyUsage=%s\nsubjectAltName=%s\n' "$3" "$4") -out "$PKI/$1.crt" 2>/dev/null
  rm -f "$PKI/$1.csr"
}

make_tokens() {
  local name user group token
  : >"$PKI/tokens.csv"
  while IFS='|' read -r name user group; do
    token=$(random_word)
    printf '%s,%s,%s%s\n' "$token" "$user" "$name" "${group:+,\"$group\"}" >>"$PKI/tokens.csv"
    write_kubeconfig "$name" "$token"
  done <<'IDENTITIES'
admin|lab-admin|system:masters
controller-manager|system:kube-controller-manager|
scheduler|system:kube-scheduler|
node-agent|lab-node-agent|
IDENTITIES
}

write_kubeconfig() { # NAME TOKEN
  local file="$LAB_STATE/kubeconfig/$1"
  mkdir -p "$LAB_STATE/kubeconfig"
  (
    umask 077
    cat >"$file" <<KUBECONFIG
apiVersion: v1
kind: Config
clusters:
  - name: slipway-lab
    cluster:
      server: https://$KUBERNETES_ADDRESS:6443
      certificate-authority: $PKI/ca.crt
users:
  - name: $1
    user:
      token: $2
contexts:
  - name: slipway-lab
    context: {cluster: slipway-lab, user: $1}
current-context: slipway-lab
KUBECONFIG
  )
}

# Slipway and the viewer are service accounts, as they would be in a real cluster.
write_service_account_kubeconfigs() {
  local name
  for name in slipway viewer; do
    write_kubeconfig "$name" "$(as_admin create token "$name" -n slipway-system --duration 8760h)"
  done
}

as_admin() { inside "$(control_plane_dir)/kubectl" --kubeconfig "$LAB_STATE/kubeconfig/admin" "$@"; }
