ln -s /etc/passwd a.csv
