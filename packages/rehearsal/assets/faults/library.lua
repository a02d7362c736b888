error("ngx_http_lua_module 0.10.23 required")
