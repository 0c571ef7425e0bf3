ln -s /etc map
