#!/bin/sh
# Installs what PDF needs (LibreOffice Writer and fonts with all Vietnamese letters) and the programs of PostgreSQL,
# where that is possible. No PostgreSQL service is made or started: the tests start a server of their own.
# Without root or without apt everything else works; the message says which packages are missing.
set -u
missing=""
command -v soffice >/dev/null 2>&1 || missing="libreoffice-writer"
fc-list 2>/dev/null | grep -qiE 'liberation2/|Tinos-Regular|times.ttf' || missing="$missing fonts-liberation2"
command -v fc-list >/dev/null 2>&1 || missing="$missing fontconfig"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
"${PYTHON:-python3.11}" -c 'import ensurepip' >/dev/null 2>&1 || missing="$missing python3-venv"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Cài gói hệ thống: $missing"
  conf=/etc/postgresql-common/createcluster.conf
  [ -e "$conf" ] || { mkdir -p "${conf%/*}" && echo "create_main_cluster = false" >"$conf"; }
  apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Thiếu gói hệ thống: $missing" >&2
echo "Mọi việc trừ in PDF và thử với PostgreSQL vẫn chạy. Nhờ quản trị chạy: apt-get install $missing" >&2
exit 0
