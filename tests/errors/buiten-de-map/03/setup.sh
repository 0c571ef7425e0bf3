ln -s /tmp/spuk-nergens s.baseline.csv
