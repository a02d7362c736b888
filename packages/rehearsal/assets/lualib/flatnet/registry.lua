-- The site's own register of containers: name -> address, in shared memory that is lost with the master process.
local lrucache = require "resty.lrucache"
local cjson = require "cjson.safe"

local M = { ttl = 300, started = ngx.now() }
local routes = ngx.shared.flatnet_routes
local checked = lrucache.new(1000)

-- Remembered per worker, for the same few addresses are checked at each registration.
local function good_address(address)
  if type(address) ~= "string" then return false end
  local good = checked:get(address)
  if good == nil then
    good = address:match("^[%w%.%-]+:%d+$") ~= nil
    checked:set(address, good)
  end
  return good
end

function M.add(name, address, ttl)
  if type(name) ~= "string" or not name:match("^[%w%.%-_]+$") then return nil, "bad name" end
  if not good_address(address) then return nil, "bad address" end
  return routes:set(name, address, tonumber(ttl) or M.ttl)
end

function M.remove(name)
  local known = routes:get(name) ~= nil
  routes:delete(name)
  return known
end

function M.list()
  local list = {}
  for _, name in ipairs(routes:get_keys(0)) do
    local address, ttl = routes:get(name), routes:ttl(name)
    if address then list[#list + 1] = { name = name, address = address, ttl = ttl and math.ceil(ttl) or nil } end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

-- Called by each new worker. Routes registered meanwhile are newer than the file and stay.
function M.load(file)
  local handle = io.open(file, "rb")
  if not handle then return end
  local list, why = cjson.decode(handle:read("*a"))
  handle:close()
  if type(list) ~= "table" then
    ngx.log(ngx.ERR, "boot file ", file, " is not JSON: ", why)
    return
  end
  for _, one in ipairs(list) do
    if good_address(one.address) then routes:add(one.name, one.address, tonumber(one.ttl) or M.ttl) end
  end
end

-- Chooses the upstream of /c/NAME/...
function M.route()
  local address = routes:get(ngx.var.app)
  if not address then
    ngx.status = 404
    ngx.header["Content-Type"] = "text/plain"
    ngx.print("no container ", ngx.var.app, "\n")
    return ngx.exit(404)
  end
  ngx.shared.flatnet_metrics:incr("proxied", 1, 0)
  ngx.var.target = address
end

return M
