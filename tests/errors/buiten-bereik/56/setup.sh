for i in $(seq 1001); do printf '[[verwacht]]\njaar = 2025\nveld = "kas"\nbedrag = 1\n'; done >>s.toml
