if [ "$CNI_COMMAND" = DEL ]; then exit 1; fi
