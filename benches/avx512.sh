#!/usr/bin/env bash
# What one draw costs on a processor with AVX-512, and whether its bytes are the same: rows for
# the table of processors.py, as QEMU knows no AVX-512. Bochs does, but is a whole machine.
#
#     apt-get install --no-install-recommends bochs bochs-term bochsbios vgabios \
#         isolinux syslinux-common xorriso cpio gcc libc6-dev
#     apt-get download linux-image-6.1.0-50-cloud-amd64
#     dpkg -x linux-image-6.1.0-50-cloud-amd64_*.deb kernel
#     cargo build --release
#     benches/avx512.sh target/release/spuk kernel/boot/vmlinuz-6.1.0-50-cloud-amd64
#
# Models of Bochs may follow, corei7_skylake_x unless told otherwise; corei7_haswell_4770 has no
# AVX-512 and shows how near this comes to QEMU. Three minutes each.
set -euo pipefail

program=$1 kernel=$2
shift 2
(($#)) || set -- corei7_skylake_x

# As in processors.py.
command=(simulate wi2021 oud-ritme --format csv --threads=1 --set instroom.vanaf=2024)
allocations=$((342 * 8 * 2 * 2))
bytes=8 few=264 many=520

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/root disc=$folder/disc
mkdir "$root" "$disc"

gcc -static -O1 -Wall -Wextra -o "$root/init" "$(dirname "$0")/avx512.c"
cp "$program" "$root/program"
"$program" "${command[@]}" --draws "$bytes" > "$root/expected" 2> /dev/null
ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
    install -D "$library" "$root$library"
done
(cd "$root" && find . | cpio --quiet -o -H newc) > "$disc/initrd"
cp "$kernel" "$disc/linux"
cp /usr/lib/ISOLINUX/isolinux.bin /usr/lib/syslinux/modules/bios/ldlinux.c32 "$disc"

# The kernel leaves AVX-512 off for the sizes of xsavec and xsaves that Bochs gives, and would
# clear pages by rep stosb, of which Bochs counts each byte. The local timer of Bochs runs at
# another speed than the models say; with the HPET alone, for timer and clock, there are no
# interrupts but 250 in a second. What follows the dashes is for init.
options="console=ttyS0,115200 norandmaps mitigations=off nolapic_timer clocksource=hpet"
options+=" clearcpuid=xsavec,xsaves,erms,rep_good,fsrm"
cat > "$disc/isolinux.cfg" << END
default linux
label linux
    kernel linux
    append initrd=initrd $options -- program ${command[*]} $bytes $few $many
END
xorriso -as mkisofs -quiet -o "$folder/disc.iso" -b isolinux.bin -c boot.cat \
    -no-emul-boot -boot-load-size 4 -boot-info-table "$disc" 2> /dev/null

# Debian's Bochs stops in its debugger before the first instruction.
echo continue > "$folder/debugger"

for model; do
    serial=$folder/$model.serial
    cat > "$folder/bochsrc" << END
cpu: model=$model, ips=1000000000, ignore_bad_msrs=1
clock: sync=none
memory: guest=1024, host=1024
romimage: file=/usr/share/bochs/BIOS-bochs-latest
vgaromimage: file=/usr/share/vgabios/vgabios.bin
ata0-master: type=cdrom, path=$folder/disc.iso, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev=$serial
plugin_ctrl: speaker=0
display_library: term
log: $folder/log
panic: action=fatal
END
    # It wants a terminal, and calls its end by init a panic.
    TERM=xterm timeout 30m script -qec "bochs-bin -q -f $folder/bochsrc -rc $folder/debugger" /dev/null \
        > "$folder/screen" < /dev/null || true
    awk -v model="$model" -v few="$few" -v many="$many" -v allocations="$allocations" '
        { sub("\r", "") }
        $1 == "avx512" { with = $2 }
        $1 == "loop" { loop = $2 }
        $1 == "bytes" { same = $2 }
        $1 == "draws" { count[$2] = $3 }
        { last = last $0 "\n" }
        END {
            off = (loop - 1e8) / 1e8
            if (!count[many] || off < 0 || off > 0.002) {
                printf "%s: no count\n%s", model, last > "/dev/stderr"
                exit 1
            }
            each = (count[many] - count[few]) / (many - few) / allocations / (1 + off)
            printf "| x86-64 %s AVX-512 (Bochs, %s) | %s | %.0f |\n", with, model, same == "same" ? "the same" : "OTHERS", each
            printf "%.0f %.0f, loop %.0f\n", count[few], count[many], loop > "/dev/stderr"
            exit same != "same"
        }' "$serial"
done
