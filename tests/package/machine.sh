#!/bin/sh
# machine.sh FOLDER NOTIFY: this machine as another one, in namespaces that the caller has made: its files are this one's, and what it writes goes to memory.
# It starts systemd as its first process, which tells the socket NOTIFY once it has started. FOLDER/inside is shared with it, as /media/stick.
set -e
mount --make-rprivate /
cd "$1"
mount -t tmpfs tmpfs memory
mkdir memory/upper memory/work
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/memory/upper,workdir=$1/memory/work" machine
cd machine
for kind in proc sysfs:sys tmpfs:run tmpfs:tmp tmpfs:media tmpfs:dev tmpfs:sys/fs/cgroup; do mount -t "${kind%%:*}" "${kind%%:*}" "${kind#*:}"; done
for device in null zero full random urandom tty; do
    touch "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/pts dev/shm sys/fs/cgroup/unified sys/fs/cgroup/systemd media/stick run/host
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t cgroup2 cgroup2 sys/fs/cgroup/unified
mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
mount -o remount,ro sys/fs/cgroup # no other hierarchy: it would be the real machine's
mount --bind "$1/inside" media/stick
touch run/host/notify
mount --bind "$2" run/host/notify
rm -f usr/sbin/policy-rc.d
ip link set lo up
mkdir -p old
pivot_root . old
umount -l /old
exec env -i container=dayroom PATH=/usr/sbin:/usr/bin:/sbin:/bin NOTIFY_SOCKET=/run/host/notify /lib/systemd/systemd --unit=basic.target --show-status=no
