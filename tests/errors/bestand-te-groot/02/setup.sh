for f in a b; do head -c 9000000 /dev/zero | tr "\0" "#" >>$f.toml; done
