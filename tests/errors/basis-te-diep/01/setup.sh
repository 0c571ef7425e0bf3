for i in $(seq 0 69); do printf '[scenario]\nbasis = "%s.toml"\n' $((i + 1)) >$i.toml; done
