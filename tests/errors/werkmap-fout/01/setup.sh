printf "PK\003\004 en dan niets" >a.xlsx
