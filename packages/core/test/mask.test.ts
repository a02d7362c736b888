import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsKey, mask } from '../src/index.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const key = (body: string) => `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`;

describe('a secret is masked, and what stands around it stays', () => {
  test.each([
    // Configuration.
    ['proxy_set_header Authorization "Bearer abc.def";', 'proxy_set_header Authorization ***;'],
    [`proxy_set_header Authorization "Basic ${base64('a:b')}";`, 'proxy_set_header Authorization ***;'],
    ['  set $api_token abc; # of the API', '  set $api_token ***; # of the API'],
    ['proxy_set_header X-Api-Key hunter2;', 'proxy_set_header X-Api-Key ***;'],
    ['if ($http_authorization = "Bearer abcdef") {', 'if ($http_authorization = ***) {'],
    ['env DB=hunter2;', 'env DB=***;'],
    ['proxy_pass http://bob:hunter2@10.0.0.1:8080/x;', 'proxy_pass http://***@10.0.0.1:8080/x;'],
    ['redis://:p/ss@wo?rd@10.0.0.1/0', 'redis://***@10.0.0.1/0'],
    ['https://ghx@github.com/a', 'https://***@github.com/a'],
    ['password: hunter2', 'password: ***'],
    ['  password: correct horse # battery', '  password: ***'],
    ['password: |\n  hunter2\n  more\nuser: bob', 'password: |\n***\nuser: bob'],
    ['password:\n  hunter2\nuser: bob', 'password:\n***\nuser: bob'],
    ['auth = { password:\n  hunter2\n}', 'auth = { password:\n***\n}'],
    ['secrets:\n  db: hunter2\n  - x\nuser: bob', 'secrets:\n***\nuser: bob'],
    ["password: 'it''s # mine'\nuser: bob", 'password: ***\nuser: bob'],
    ['{ user: bob, password: two words, more: 1 }', '{ user: bob, password: ***, more: 1 }'],
    ['- name: DB_PASSWORD\n  value: hunter2\n- name: X', '- name: DB_PASSWORD\n  value: ***\n- name: X'],
    ['Environment="A=hunter2" B=2\nExecStart=/bin/x', 'Environment=***\nExecStart=/bin/x'],
    ['<password>hunter2</password>', '<password>***</password>'],
    ['<add key="password" value="hunter2" />', '<add key="password" value=*** />'],
    ['bob:$apr1$abc$def\nann:{SHA}xyz=', 'bob:***\nann:***'],
    ['if ($http_x_api_key != "hunter2") { return 403; }', 'if ($http_x_api_key != ***) { return 403; }'],
    ['if ($arg_token !~* "^hunter2$") { return 403; }', 'if ($arg_token !~* ***) { return 403; }'],
    ['if ($http_authorization ~ hunter2) {', 'if ($http_authorization ~ ***'],
    [
      'map $http_x_api_key $who {\n  "hunter{2}" one;\n  hunter3 "two";\n}\nserver {',
      'map $http_x_api_key $who {***}\nserver {',
    ],
    ['map $host $api_token { default hunter2; }', 'map $host $api_token {***}'],
    ['secure_link_md5 "$secure_link_expires$uri hunter2";', 'secure_link_md5 ***;'],
    ['fastcgi_param DB_PASS hunter2;', 'fastcgi_param DB_PASS ***;'],
    ['proxy_set_header X-Auth "hunter2";', 'proxy_set_header X-Auth ***;'],
    ['proxy_set_header X-Signing-Key hunter2;', 'proxy_set_header X-Signing-Key ***;'],
    ['DB_PASS=hunter2', 'DB_PASS=***'],
    ['smtp_pass: hunter2', 'smtp_pass: ***'],
    ['requirepass hunter2', 'requirepass ***'],
    ['psk=hunter2', 'psk=***'],
    ['hmac_key: hunter2', 'hmac_key: ***'],
    ['tokens:\n- hunter2\n- hunter3\nuser: bob', 'tokens:\n***\nuser: bob'],
    ['a:\n  tokens:\n  - hunter2\n  b: 1', 'a:\n  tokens:\n***\n  b: 1'],
    ['# パスワード: hunter2', '# パスワード: ***'],
    ['パスワード＝hunter2 です', 'パスワード＝*** です'],
    ['password：hunter2', 'password：***'],
    ['#Environment=A=hunter2', '#Environment=***'],
    // Lua.
    ['red:auth("bob", "hunter2")', 'red:auth("***", "***")'],
    ['local token = "a" ..\n  "hunter2"', 'local token = ***'],
    ['ngx.hmac_sha1("hunter2", text)', 'ngx.hmac_sha1("***", text)'],
    ['ngx.encode_base64("bob:hunter2")', 'ngx.encode_base64("***")'],
    ['local token = "abc" .. \'def\'', 'local token = ***'],
    ['ngx.req.set_header("Authorization", "Bearer " .. key)', 'ngx.req.set_header("Authorization", *** .. key)'],
    ['headers["X-Auth-Token"] = "abc"', 'headers["X-Auth-Token"] = ***'],
    ['red:auth("hunter2")', 'red:auth("***")'],
    // JSON, also inside of a text, and as logs write it.
    ['{"apiKey":"a\\"b","user":"bob"}', '{"apiKey":***,"user":"bob"}'],
    ['{"tokens":["abc",{"x":"]"}],"user":"bob"}', '{"tokens":***,"user":"bob"}'],
    ['"{\\"password\\":\\"hunter2\\",\\"user\\":\\"bob\\"}"', '"{\\"password\\":***,\\"user\\":\\"bob\\"}"'],
    ['body \\x22token\\x22:\\x22abc\\x22,\\x22user\\x22', 'body \\x22token\\x22:***,\\x22user\\x22'],
    ['{"name":"TOKEN","value":"abc"}', '{"name":"TOKEN","value":***}'],
    // Command lines.
    ['mysqld --password=hunter2 --user=bob', 'mysqld --password=*** --user=bob'],
    ['agent --token abc --once', 'agent --token *** --once'],
    ['["agent","--token","abc","--once"]', '["agent","--token",***,"--once"]'],
    ['["sh","-c","x --password=abc def"]', '["sh","-c","x --password=*** def"]'],
    ['["--password=abc def","--once"]', '["--password=***","--once"]'],
    ['curl -H \'Authorization: Digest u="x", r="y"\' http://a/', "curl -H 'Authorization: ***' http://a/"],
    ['curl -u bob:hunter2 http://a/', 'curl -u bob:*** http://a/'],
    ['podman run -e PW=hunter2 --env=X=hunter3 x', 'podman run -e PW=*** --env=X=*** x'],
    ['["podman","run","-e","PW=hunter2","x"]', '["podman","run","-e","PW=***","x"]'],
    ['mysql -ubob -phunter2 db', 'mysql -ubob -p*** db'],
    ['sshpass -p hunter2 ssh x', 'sshpass -p *** ssh x'],
    ['redis-cli -a hunter2 ping', 'redis-cli -a *** ping'],
    ['{"auths":{"host":{"auth":"Ym9iOmh1bnRlcjI="}}}', '{"auths":{"host":{"auth":***}}}'],
    ['redis-cli -h x -a hunter2 ping', 'redis-cli -h x -a *** ping'],
    ['x --pass hunter2 --once', 'x --pass *** --once'],
    ['openssl rsa -passin pass:hunter2', 'openssl rsa -passin pass:***'],
    // Addresses.
    ['http%3A%2F%2Fbob%3Ahunter2%40host%2F', 'http%3A%2F%2F***%40host%2F'],
    ['"http:\\/\\/bob:hunter2@host\\/x"', '"http:\\/\\/***@host\\/x"'],
    ['bob:hunter2@tcp(10.0.0.1:3306)/db', 'bob:***@tcp(10.0.0.1:3306)/db'],
    ['"GET /a%3Ftoken%3Dhunter2 HTTP/1.1"', '"GET /a%3Ftoken%3D*** HTTP/1.1"'],
    ['/x;jsessionid=hunter2 y', '/x;jsessionid=*** y'],
    ['PHPSESSID=hunter2; a=b', 'PHPSESSID=***'],
    ['https://hooks.slack.com/services/T0/B0/hunter2', 'https://hooks.slack.com/services/***'],
    // Logs and headers.
    ['Authorization: Digest username="x", response="y"', 'Authorization: ***'],
    ['> Cookie: a=b; c=d', '> Cookie: ***'],
    ['< authorization: Digest u="x", r="y"', '< authorization: ***'],
    ['Set-Cookie: id=abc; Path=/\r\nDate: now', 'Set-Cookie: ***\r\nDate: now'],
    ['"GET /a?x=1&token=abc HTTP/1.1" 200', '"GET /a?x=***&token=*** HTTP/1.1" 200'],
    ['sent Bearer abcdefgh to it', 'sent Bearer *** to it'],
    ['machine x login bob password hunter2', 'machine x login bob password ***'],
    ['see eyJhbGciOiJI.eyJzdWIi.abc_d', 'see ***'],
    [`x\n${key('MIIabc')}\ny`, 'x\n***\ny'],
    ['half of it\nMIIabc\n-----END PRIVATE KEY-----\ny', '***\ny'],
    ['y\n-----BEGIN EC PRIVATE KEY-----\nMIIabc', 'y\n***'],
    ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nMII\n---- END SSH2 ENCRYPTED PRIVATE KEY ----', '***'],
    ['-----BEGIN OpenVPN Static key V1-----\nMII\n-----END OpenVPN Static key V1-----', '***'],
    [`key-data: ${base64(key('MIIabc'))}\ny`, 'key-data: ***\ny'],
    [`x ${encodeURIComponent(key('MIIabc'))} y`, 'x *** y'],
    [`{"kty":"EC","crv":"P-256","d":"${'a1'.repeat(16)}"}`, '{"kty":"EC","crv":"P-256","d":"***"}'],
    ['see eyJhbGciOiJkaXIifQ..aaaa.bbbb.cccc', 'see ***'],
    ['AGE-SECRET-KEY-1QQQQ and AGE-SECRET-KEY-PQ-1QQQQ', '*** and ***'],
    ['ASIAIOSFODNN7EXAMPLE and sk_live_abcdefghijklmnopqrst', '*** and ***'],
    [`github_pat_${'a1'.repeat(20)} AIza${'b'.repeat(35)} npm_${'c'.repeat(36)}`, '*** *** ***'],
  ])('%s', (text, wanted) => {
    expect(mask(text).text).toBe(wanted);
    expect(mask(text).count).toBeGreaterThan(0);
  });

  test.each([
    'ssl_certificate_key /etc/x/server.key;',
    'no user/password was provided for basic authentication, client: 10.0.0.1',
    'SSL: error:0480006C:PEM routines::no start line:Expecting: ANY PRIVATE KEY',
    'limit_req_zone $cookie_user zone=one:10m rate=1r/s;',
    'location ~ ^/(?<name>a)/(?=b) { proxy_pass http://127.0.0.1:8080; }',
    'the token is expired',
    'request: "GET /api/token HTTP/1.1", upstream: "http://10.0.0.1:80/token", host: "x"',
    'proxy_pass http://token-service:8080/;',
    'access_log /var/log/token.log main;',
    'server_tokens off;',
    'proxy_cache_bypass $http_x; fastcgi_pass 127.0.0.1:9000;',
    'map $http_upgrade $connection_upgrade {\n  default upgrade;\n}',
    'mysqld -p 3306',
    '10.0.0.1 - - [02/Jan/2026:03:04:05 +0000] "GET /a HTTP/1.1" 200 9 "-" "curl/8"',
    'nginx: master process /srv/flatnet/openresty/sbin/nginx -p /srv/flatnet/openresty',
    '-----BEGIN CERTIFICATE-----\nMIIabc\n-----END CERTIFICATE-----',
  ])('nothing is masked in: %s', (text) => {
    expect(mask(text)).toEqual({ text, count: 0 });
  });
});

test('masking what is masked changes nothing, and counts nothing', () => {
  const once = mask('password: a\ncurl -u b:c http://d:e@f/?g=h\nCookie: x\n{"token":["a"]}');
  expect(once.count).toBe(6);
  expect(mask(once.text)).toEqual({ text: once.text, count: 0 });
  for (const closed of ['{"argv":"x --password=***"}', '"{\\"token\\":***}"'])
    expect(mask(closed)).toEqual({ text: closed, count: 0 });
});

/** How a secret of any characters comes to stand in a text. Two forms take no blank: nobody could tell where it ends. */
const forms: Readonly<Record<string, (secret: string) => string>> = {
  json: (secret) => JSON.stringify({ user: 'bob', password: secret, more: [1] }),
  'json in json': (secret) => JSON.stringify(JSON.stringify({ token: secret })),
  'pretty json': (secret) => JSON.stringify({ deep: { client_secret: secret, list: { api_key: [secret] } } }, null, 2),
  'yaml double quoted': (secret) => `a: 1\nb:\n  - token: ${JSON.stringify(secret)}\nc: 2\n`,
  'yaml single quoted': (secret) => `a: 1\npasswd: '${secret.replaceAll("'", "''")}'\nc: 2\n`,
  'yaml block': (secret) => `a:\n  secret: >-\n    ${secret}\n    ${secret}\n  b: 1\n`,
  'header line': (secret) => `Host: x\r\nAuthorization: Custom ${secret}\r\nAccept: */*\r\n`,
  'basic header': (secret) => `> Authorization: Basic ${base64(`bob:${secret}`)}\n`,
  'cookie line': (secret) => `< Set-Cookie: sid=${secret}; Path=/\n`,
  'nginx header': (secret) =>
    `  proxy_set_header Authorization "Bearer ${secret.replaceAll(/[\\"]/g, '\\$&')}";\n  a b;\n`,
  'nginx variable': (secret) => `set $x_token '${secret.replaceAll(/[\\']/g, '\\$&')}';\n`,
  'lua call': (secret) => `ngx.req.set_header("X-Api-Key", ${JSON.stringify(secret)})\n`,
  'argv in json': (secret) => JSON.stringify(['agent', '--token', secret, `--password=${secret}`, '--once']),
  'unit file': (secret) => `[Service]\nEnvironment="X=${secret}"\nExecStart=/x\n`,
  'private key': (secret) => `a\n${key(secret)}\nb\n`,
};
const unbroken: typeof forms = {
  option: (secret) => `agent --password=${secret} --token ${secret} --once\n`,
  'address in a log': (secret) =>
    `x http://bob:${encodeURIComponent(secret)}@host/?q=${encodeURIComponent(secret)} y\n`,
  'environment line': (secret) => `DB_PASSWORD=${secret}\n`,
};

const core = fc.stringMatching(/^[a-z0-9]{12}$/).map((text) => `q${text}q`);
const join = (joints: fc.Arbitrary<string>) => fc.tuple(core, joints, core);
/** Any printable ASCII between the two halves, letters of other scripts, blanks. */
const any = fc.string({
  unit: fc.constantFrom(...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)), 'é', '鍵', '\u00a0'),
  maxLength: 6,
});

describe('a planted secret never survives', () => {
  test.each(Object.entries({ ...forms, ...unbroken }))('as %s', (name, form) => {
    const joints = name in unbroken ? any.map((text) => text.replaceAll(/["'` ]/g, '-')) : any;
    fc.assert(
      fc.property(join(joints), fc.boolean(), ([first, joint, last], asBytes) => {
        const text = form(first + joint + last);
        const left = mask(asBytes ? Buffer.from(text).toString('latin1') : text).text;
        expect(left).not.toContain(first);
        expect(left).not.toContain(last);
        expect(left).not.toContain(base64(`bob:${first}`).slice(8, 20));
      }),
      { numRuns: 300 },
    );
  });
});

test('a megabyte of one line, or of nothing but names of secrets, is masked in a moment', () => {
  const pieces = [
    'a',
    'token=',
    'token: [\n',
    'password: {',
    'Cookie "',
    'token ',
    "secret 'x",
    'http://a',
    'http://a:',
    'eyJabcdefgh-',
    'x>password>',
    '&a',
    '-----BEGIN PRIVATE KEY-----',
    '---- ',
    'map $a ',
    'map $token {"',
    'mysql -a ',
    'redis-cli ',
    '%3A%2F%2Fa',
    "x:auth('a', 'b",
    'a:b',
    'tokens:\n- a\n',
    'LS0tLS1CRUdJTi',
  ];
  const slow = pieces.flatMap((piece) => {
    const began = performance.now();
    mask(piece.repeat(1_048_576 / piece.length));
    const took = performance.now() - began;
    return took < 3_000 ? [] : [`${piece}: ${took} ms`];
  });
  expect(slow).toEqual([]);
}, 60_000);

test('a key is known by its words, also by half of it, and a certificate is none', () => {
  for (const text of [key('x'), 'x\n-----END RSA PRIVATE KEY-----', '-----BEGIN NEBULA X25519 PRIVATE KEY-----'])
    expect(holdsKey(text)).toBe(true);
  expect(holdsKey('untrusted comment: minisign encrypted secret key\nRWR')).toBe(true);
  for (const text of ['PuTTY-User-Key-File-3: ssh-ed25519\n', '-----begin private key-----'])
    expect(holdsKey(text)).toBe(true);
  expect(holdsKey('# Beside it lies our secret key\nworker_processes 1;')).toBe(false);
  expect(holdsKey('-----BEGIN CERTIFICATE-----')).toBe(false);
  expect(holdsKey('Expecting: ANY PRIVATE KEY')).toBe(false);
});
