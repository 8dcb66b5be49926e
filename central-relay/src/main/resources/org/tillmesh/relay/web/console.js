"use strict";
const TEXTS = {
  en: {
    loginLead: "Head office", token: "Access token", login: "Log in", logout: "Log out", demo: "Demo: invented data",
    demoToken: "This is the demo company: the token was printed when the relay started.",
    wrong: "This token is not right. Check it, or make a new one: tillmesh relay token.", wait: "Too many wrong tokens. Wait a minute.",
    today: "Sold today, SAR", documents: "Documents", tillsOnline: "Tills online", stores: "Stores", store: "Store", gross: "Gross, SAR",
    tills: "Tills", till: "Till", link: "Link", unsent: "To send", lastReceipt: "Last receipt", lastHeard: "Last heard", latest: "Latest sales",
    time: "Time", receipt: "Receipt", total: "Total", vat: "VAT", noTills: "No till is activated yet. Make a code: tillmesh relay code.",
    noSales: "Nothing was sold today yet.", online: "Online", offline: "Offline", revoked: "Shut out", waiting: "Not activated", live: "Live",
    awaited: "This head office was put back to an older copy: gift cards, store credit and points wait until these tills have connected and sent what they hold. Shut out what never comes back: tillmesh relay revoke.", zatca: "ZATCA", home: "Dashboard", retry: "Try now", toReport: "To report", oldest: "Oldest", refusedCount: "Need a person", reportsTo: "Reported to",
    noAddress: "No address of the tax authority is set: nothing is reported. Set it: tillmesh relay zatca --api URL.", reported: "Reported", standing: "State", certificate: "Certificate until", refusedTitle: "Refused, and how to mend it", reasons: "Reasons", mend: "Mend", noRefused: "Nothing was refused.",
    far: "In time", watch: "Over 6 hours", near: "Over 18 hours: act now", missed: "Over 24 hours", fine: "Fine", gaps: "missing", development: "None yet",
    rejected: "Rejected", copy_missing: "Stamped copy missing", before_onboarding: "Before onboarding",
    mend_rejected: "It stays in the chain. Correct the cause (product, customer, company); then the till issues it anew: E-invoices (F10, F9), Correct (F5).",
    mend_copy_missing: "It is cleared, and the stamped copy was lost on its way. Download it from the authority's portal and give that to the customer.",
    mend_before_onboarding: "It was signed before the till had its certificate: nothing can be reported of it; declare it in the VAT return.", lost: "No answer from the relay", other: "العربية"
  },
  ar: {
    loginLead: "الإدارة المركزية", token: "رمز الدخول", login: "دخول", logout: "خروج", demo: "عرض تجريبي: بيانات مختلقة",
    demoToken: "هذه شركة تجريبية: طُبع الرمز عند تشغيل الخادم المركزي.",
    wrong: "الرمز غير صحيح. تحقق منه أو أنشئ رمزًا جديدًا: tillmesh relay token.", wait: "محاولات خاطئة كثيرة. انتظر دقيقة.",
    today: "مبيعات اليوم، ريال", documents: "المستندات", tillsOnline: "الصناديق المتصلة", stores: "الفروع", store: "الفرع", gross: "الإجمالي، ريال",
    tills: "الصناديق", till: "الصندوق", link: "الاتصال", unsent: "لم يُرسل", lastReceipt: "آخر فاتورة", lastHeard: "آخر اتصال", latest: "آخر المبيعات",
    time: "الوقت", receipt: "الفاتورة", total: "الإجمالي", vat: "الضريبة", noTills: "لم يُفعَّل أي صندوق بعد. أنشئ رمز تفعيل: tillmesh relay code.",
    noSales: "لا مبيعات اليوم حتى الآن.", online: "متصل", offline: "غير متصل", revoked: "موقوف", waiting: "غير مفعّل", live: "مباشر",
    awaited: "أُعيدت الإدارة المركزية إلى نسخة أقدم: تنتظر بطاقات الهدايا ورصيد العملاء والنقاط حتى تتصل هذه الصناديق وترسل ما لديها. أوقف ما لن يعود منها: tillmesh relay revoke.", zatca: "هيئة الزكاة والضريبة", home: "اللوحة", retry: "حاول الآن", toReport: "بانتظار الإبلاغ", oldest: "الأقدم", refusedCount: "تحتاج إلى شخص", reportsTo: "يُبلَّغ إلى",
    noAddress: "لم يُحدَّد عنوان الهيئة: لا يُبلَّغ عن شيء. حدده: tillmesh relay zatca --api URL.", reported: "أُبلغ عنها", standing: "الحالة", certificate: "الشهادة حتى", refusedTitle: "المرفوضة وكيفية تصحيحها", reasons: "الأسباب", mend: "التصحيح", noRefused: "لا يوجد مرفوض.",
    far: "في الوقت", watch: "أكثر من 6 ساعات", near: "أكثر من 18 ساعة: تصرف الآن", missed: "أكثر من 24 ساعة", fine: "سليم", gaps: "ناقصة", development: "لا توجد بعد",
    rejected: "مرفوضة", copy_missing: "النسخة المختومة مفقودة", before_onboarding: "قبل التسجيل",
    mend_rejected: "تبقى في السلسلة. صحح السبب (المنتج أو العميل أو الشركة)، ثم يصدرها الصندوق من جديد: الفواتير الإلكترونية (F10 ثم F9) ثم تصحيح (F5).",
    mend_copy_missing: "اعتُمدت لكن النسخة المختومة ضاعت في الطريق. نزّلها من بوابة الهيئة وأعطها للعميل.",
    mend_before_onboarding: "وُقعت قبل حصول الصندوق على شهادته ولا يمكن الإبلاغ عنها؛ أدرجها في الإقرار الضريبي.", lost: "لا يوجد رد من الخادم", other: "English"
  }
};
const root = document.documentElement;
let language = root.lang === "ar" ? "ar" : "en";
let last = null;
const text = key => TEXTS[language][key] || key;

function translate() {
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  for (const node of document.querySelectorAll("[data-t]")) {
    const key = node.dataset.t;
    node.textContent = key === "loginProblem" ? (document.body.dataset.state ? text(document.body.dataset.state) : "") : text(key);
  }
  for (const node of document.querySelectorAll("[data-language]")) node.textContent = text("other");
  if (last) show(last);
}

function cell(row, content, kind) {
  const made = row.insertCell();
  if (kind) made.className = kind;
  if (content instanceof Node) made.append(content); else made.textContent = content;
}

function coded(content) {
  const made = document.createElement("span");
  made.className = "code";
  made.textContent = content;
  return made;
}

function fill(id, rows, each) {
  const table = document.getElementById(id);
  table.classList.toggle("none", rows.length === 0);
  const body = table.tBodies[0];
  body.replaceChildren();
  for (const row of rows) each(body.insertRow(), row);
}

const clock = at => at ? new Date(at).toLocaleTimeString("en-GB") : "–";

function state(till) {
  const made = document.createElement("span");
  const key = till.revoked ? "revoked" : till.online ? "online" : till.activated || till.lastHeard ? "offline" : "waiting";
  made.className = "pill " + (key === "online" ? "on" : key === "waiting" ? "note" : "off");
  made.textContent = (key === "online" ? "● " : key === "waiting" ? "" : "▲ ") + text(key);
  return made;
}

function show(data) {
  last = data;
  const cents = data.branches.reduce((sum, b) => sum + Math.round(Number(b.gross) * 100), 0);
  document.getElementById("gross").textContent = (cents / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, " ");
  document.getElementById("count").textContent = data.branches.reduce((sum, b) => sum + b.count, 0);
  document.getElementById("online").textContent = data.tills.filter(t => t.online).length + " / " + data.tills.length;
  const awaited = document.getElementById("awaited");
  awaited.replaceChildren();
  if (data.awaited.length) awaited.append(text("awaited") + " ", coded(data.awaited.join(", ")));
  fill("stores", data.branches, (row, b) => {
    cell(row, b.id + " · " + (language === "ar" ? b.nameAr : b.name));
    cell(row, b.count, "number");
    cell(row, b.gross, "number");
  });
  fill("tills", data.tills, (row, t) => {
    cell(row, coded(t.till));
    cell(row, state(t));
    cell(row, t.unsent < 0 ? "–" : t.unsent, "number");
    cell(row, t.chainHead ? coded(t.chainHead.receipt) : "–");
    cell(row, coded(clock(t.lastHeard)), "wide");
  });
  fill("sales", data.latest, (row, s) => {
    cell(row, coded(clock(s.at)));
    cell(row, coded(s.receipt));
    cell(row, s.total, "number" + (s.kind === "return" ? " return" : ""));
    cell(row, s.vat, "number wide");
  });
}

async function look() {
  const live = document.getElementById("live");
  try {
    const answer = await fetch("/api/v1/dashboard");
    if (answer.status === 401) { location.href = "/"; return; }
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
    live.className = "pill on";
    live.textContent = "● " + text("live");
  } catch (problem) {
    live.className = "pill off";
    live.textContent = "▲ " + text("lost");
  }
  setTimeout(look, 2000);
}

for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => {
    language = language === "ar" ? "en" : "ar";
    document.cookie = "lang=" + language + "; path=/; max-age=31536000; secure; samesite=strict";
    translate();
  });
}
translate();
if (document.body.classList.contains("dashboard")) look();
