"$SPUK" simulate wi2021 --draws 2 --shard 1/2 --set scenario.tot=2024 --out deel-1
