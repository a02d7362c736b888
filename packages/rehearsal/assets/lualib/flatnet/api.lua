local cjson = require "cjson.safe"
local process = require "ngx.process"
local registry = require "flatnet.registry"
local generation = require "flatnet.generation"

local M = {}

local function answer(status, body)
  ngx.status = status
  ngx.header["Content-Type"] = "application/json"
  -- An empty Lua table could be either kind; here only lists are ever empty.
  ngx.print(next(body) and cjson.encode(body) or "[]", "\n")
  return ngx.exit(status)
end

function M.status()
  answer(200, {
    nginx = ngx.var.nginx_version,
    lua = ngx.config.ngx_lua_version,
    pid = ngx.worker.pid(),
    master = process.get_master_pid(),
    generation = generation.read or cjson.null,
    containers = #registry.list(),
    uptime = math.floor((ngx.now() - registry.started) * 1000) / 1000,
  })
end

function M.containers()
  local method, name = ngx.req.get_method(), ngx.var.name
  if method == "GET" then return answer(200, registry.list()) end
  if method == "DELETE" then
    if not name or name == "" then name = ngx.var.arg_name end
    if name and registry.remove(name) then return answer(200, { removed = name }) end
    return answer(404, { error = "no such container" })
  end
  if method ~= "POST" then return answer(405, { error = "GET, POST or DELETE" }) end
  ngx.req.read_body()
  local body = cjson.decode(ngx.req.get_body_data() or "")
  if type(body) ~= "table" then return answer(400, { error = "the body is not JSON" }) end
  local ok, why = registry.add(body.name, body.address, body.ttl)
  if not ok then return answer(400, { error = why }) end
  answer(201, { name = body.name, address = body.address })
end

function M.metrics()
  ngx.header["Content-Type"] = "text/plain"
  ngx.print("flatnet_containers ", #registry.list(), "\n",
    "flatnet_proxied_total ", ngx.shared.flatnet_metrics:get("proxied") or 0, "\n")
end

return M
