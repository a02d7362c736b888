if [ "$CNI_COMMAND" = DEL ]; then exec sleep infinity; fi
