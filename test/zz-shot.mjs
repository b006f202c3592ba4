import { chromium } from "playwright-core";
const c = await chromium.launchPersistentContext("/tmp/repl/prof-chrome",{executablePath:"/usr/bin/chromium",args:["--headless","--no-sandbox","--disable-gpu","--no-first-run"],viewport:{width:1280,height:1500}});
const p = await c.newPage();
p.on("console",m=>console.log("console",m.type(),m.text())); p.on("pageerror",e=>console.log("error",e.message));
for (const n of process.argv.slice(2)) { await p.goto("file:///tmp/repl/r-"+n+"/index.html"); await p.waitForTimeout(1500); await p.screenshot({path:"/tmp/repl/s-"+n+".png"}); }
await c.close();
