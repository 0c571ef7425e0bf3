mkfifo pijp
