if [ "$CNI_COMMAND" = DEL ]; then exit 0; fi
