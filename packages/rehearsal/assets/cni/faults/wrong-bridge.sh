# Containers are wired to a bridge that has no address, so nobody is their gateway.
conf=$(cat)
conf=${conf//flatnet-br0/flatnet-br9}
conf=${conf//'"isGateway":true'/'"isGateway":false'}
exec /usr/lib/cni/bridge <<< "$conf"
