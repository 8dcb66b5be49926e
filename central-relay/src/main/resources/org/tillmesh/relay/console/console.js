"use strict";
const TEXTS = {
  en: {
    loginLead: "Head office", token: "Access token", login: "Log in", logout: "Log out", demo: "Demo: invented data",
    demoToken: "This is the demo company: the token was printed when the relay started.",
    wrong: "This token is not right. Check it, or make a new one: `tillmesh relay token --data DIR`", wait: "Too many wrong tokens. Wait a minute.",
    today: "Sold today, SAR", documents: "Documents", tillsOnline: "Tills online", stores: "Stores", store: "Store", gross: "Gross, SAR",
    tills: "Tills", till: "Till", link: "Link", unsent: "To send", lastReceipt: "Last receipt", lastHeard: "Last heard", latest: "Latest sales",
    time: "Time", receipt: "Receipt", total: "Total", vat: "VAT", noTills: "No till is activated yet. Make a code: `tillmesh relay code --data DIR --store S001`",
    noSales: "Nothing was sold today yet.", online: "Online", offline: "Offline", revoked: "Shut out", waiting: "Not activated", live: "Live",
    onHold: "Gift cards, store credit and points are on hold", awaited: "Awaited",
    onHoldWhy: "This head office was put back to an older copy and has forgotten what it handed out since. It hands out nothing until these tills have connected and sent what they hold:",
    onHoldMend: "Shut out a till that never comes back: `tillmesh relay revoke --data DIR --till {till}`",
    zatca: "ZATCA", home: "Dashboard", retry: "Try now", toReport: "To report", oldest: "Oldest", refusedCount: "Need a person", reportsTo: "Reported to",
    noAddress: "No address of the tax authority is set: nothing is reported. Set it: `tillmesh relay zatca --data DIR --api URL`", reported: "Reported", standing: "State", certificate: "Certificate until", refusedTitle: "Refused, and how to mend it", reasons: "Reasons", mend: "Mend", noRefused: "Nothing was refused.",
    far: "In time", watch: "Over 6 hours", near: "Over 18 hours: act now", missed: "Over 24 hours", gaps: "documents of the chain are missing here", needPerson: "refused, see below", minutes: "min", hours: "h", receiptAndCounter: "Receipt · counter",
    catalogue: "Catalogue", takeIn: "Take in a file of products", takeInLead: "An Excel workbook (.xlsx) or CSV. Its first row names the columns: id, name and price are needed; barcode, nameAr, category, unit, tax, taxProfile, weighed, batchTracked, ageLimit and active may be there.",
    chooseFile: "File", chooseSheet: "Sheet", chooseEncoding: "Encoding", findOut: "Find it out", makeCategories: "Make categories that are not there yet", check: "Check", takeInNow: "Take in", giveOut: "The catalogue as a file", giveOutLead: "Change it in a spreadsheet and take it in again. In the workbook every cell is text, so no barcode is spoilt.",
    asWorkbook: "Workbook (.xlsx)", asCsv: "CSV (UTF-8)", rows: "Rows", added: "New", changed: "Changed", unchanged: "As they are", leftOut: "Left out", lookAt: "To look at", row: "Row", column: "Column", value: "Written there", problem: "What is wrong, and the mend", warning: "What to look at",
    firstRows: "First rows, as they were read", readAs: "Read as", dividedBy: "divided by", newCategories: "New categories", noLeftOut: "No row is left out.", noLookAt: "There is nothing to look at.", checking: "The file is read", writing: "Products are written",
    previewOnly: "Nothing is written yet. Look at the first rows, then take the file in.", takenIn: "The file was taken in.", nothingTaken: "Nothing of the file can be taken in.", listedFirst: "The first 1,000 are listed.",
    hindrance_chain_gap: "Waits for the document before it in the chain, which has not come here yet.",
    hindrance_not_onboarded: "Till {till} has no certificate, so nothing of it can be reported. Onboard it: `tillmesh zatca onboard --data DIR --otp DIGITS`",
    hindrance_credentials_refused: "The authority refuses the credentials of till {till}: its reporting stands still. Renew its certificate or onboard it again.",
    hindrance_no_service: "The authority's service does not answer or is busy; it is tried again by itself.",
    hindrance_not_understood: "Somebody else answers at the authority's address. Check the address, and what stands between.",
    hindrance_certificate_ends: "The certificate of till {till} ends soon. Renew it at the till.",
    hindrance_no_address: "Head office does not know whom to report to: nothing is reported. Set it: `tillmesh relay zatca --data DIR --api URL`",
    hindrance_document_stuck: "Documents of till {till} get no usable answer from the authority, though others do; they are tried again by themselves. Ask its service desk about them.",
    hindrance_rejected_in_a_row: "The authority rejects one document of till {till} after another for a cause that is none of theirs: its reporting stands still. Compare the company's VAT number with the certificate's, renew the certificate or onboard the till again; then try now.",
    hindrance_certificate_over: "The certificate of till {till} is over: nothing that it signs is taken. Renew it at the till now.",
    refusedAt: "Documents of till {till} were refused and need a person:", overdueNear: "The oldest document of till {till} waits for over 18 hours: act now.", overdueMissed: "The oldest document of till {till} waits for over 24 hours.",
    state_fine: "In order", state_off: "Not reported", state_look: "Look", state_alarm: "Act now", more: "And more:", refusedShort: "refused", waitingShort: "to report", needsYou: "Needs a person", next: "Next", previous: "Previous", stuckCount: "without answer",
    hindrance_failed: "A fault in head office's program; it is tried again by itself. Its log has the cause.",
    development: "None yet",
    rejected: "Rejected", copy_missing: "Stamped copy missing", before_onboarding: "Before onboarding",
    mend_rejected: "It stays in the chain. Correct the cause (product, customer, company); then the till issues it anew: E-invoices (F10, F9), Correct (F5).",
    mend_copy_missing: "It is cleared, and the stamped copy was lost on its way. Download it from the authority's portal and give that to the customer.",
    mend_before_onboarding: "It was signed before the till had its certificate: nothing can be reported of it; declare it in the VAT return.", lost: "No answer from the relay", other: "العربية"
  },
  ar: {
    loginLead: "الإدارة المركزية", token: "رمز الدخول", login: "دخول", logout: "خروج", demo: "عرض تجريبي: بيانات مختلقة",
    demoToken: "هذه شركة تجريبية: طُبع الرمز عند تشغيل الخادم المركزي.",
    wrong: "الرمز غير صحيح. تحقق منه أو أنشئ رمزًا جديدًا: `tillmesh relay token --data DIR`", wait: "محاولات خاطئة كثيرة. انتظر دقيقة.",
    today: "مبيعات اليوم، ريال", documents: "المستندات", tillsOnline: "الصناديق المتصلة", stores: "الفروع", store: "الفرع", gross: "الإجمالي، ريال",
    tills: "الصناديق", till: "الصندوق", link: "الاتصال", unsent: "لم يُرسل", lastReceipt: "آخر فاتورة", lastHeard: "آخر اتصال", latest: "آخر المبيعات",
    time: "الوقت", receipt: "الفاتورة", total: "الإجمالي", vat: "الضريبة", noTills: "لم يُفعَّل أي صندوق بعد. أنشئ رمز تفعيل: `tillmesh relay code --data DIR --store S001`",
    noSales: "لا مبيعات اليوم حتى الآن.", online: "متصل", offline: "غير متصل", revoked: "موقوف", waiting: "غير مفعّل", live: "مباشر",
    onHold: "بطاقات الهدايا ورصيد العملاء والنقاط معلّقة", awaited: "يُنتظر اتصاله",
    onHoldWhy: "أُعيدت الإدارة المركزية إلى نسخة أقدم فنسيت ما منحته بعدها. لن تمنح شيئًا حتى تتصل هذه الصناديق وترسل ما لديها:",
    onHoldMend: "أوقف الصندوق الذي لن يعود: `tillmesh relay revoke --data DIR --till {till}`",
    zatca: "هيئة الزكاة والضريبة", home: "اللوحة", retry: "حاول الآن", toReport: "بانتظار الإبلاغ", oldest: "الأقدم", refusedCount: "تحتاج إلى شخص", reportsTo: "يُبلَّغ إلى",
    noAddress: "لم يُحدَّد عنوان الهيئة: لا يُبلَّغ عن شيء. حدده: `tillmesh relay zatca --data DIR --api URL`", reported: "أُبلغ عنها", standing: "الحالة", certificate: "الشهادة حتى", refusedTitle: "المرفوضة وكيفية تصحيحها", reasons: "الأسباب", mend: "التصحيح", noRefused: "لا يوجد مرفوض.",
    far: "في الوقت", watch: "أكثر من 6 ساعات", near: "أكثر من 18 ساعة: تصرف الآن", missed: "أكثر من 24 ساعة", gaps: "من مستندات السلسلة لم تصل إلى هنا", needPerson: "مرفوضة، انظر أدناه", minutes: "د", hours: "س", receiptAndCounter: "الفاتورة · العداد",
    catalogue: "الأصناف", takeIn: "استيراد ملف أصناف", takeInLead: "مصنف Excel (\u2068.xlsx\u2069) أو CSV. صفه الأول يسمّي الأعمدة: id وname وprice لازمة، ويمكن أن يكون فيه barcode وnameAr وcategory وunit وtax وtaxProfile وweighed وbatchTracked وageLimit وactive.",
    chooseFile: "الملف", chooseSheet: "الورقة", chooseEncoding: "الترميز", findOut: "اكتشفه", makeCategories: "أنشئ الفئات غير الموجودة", check: "فحص", takeInNow: "استيراد", giveOut: "الأصناف في ملف", giveOutLead: "عدّله في برنامج الجداول ثم استورده من جديد. كل خلايا المصنف نصوص، فلا يتلف أي باركود.",
    asWorkbook: "مصنف (\u2068.xlsx\u2069)", asCsv: "CSV (UTF-8)", rows: "الصفوف", added: "جديدة", changed: "متغيرة", unchanged: "كما هي", leftOut: "متروكة", lookAt: "تحتاج إلى نظر", row: "الصف", column: "العمود", value: "المكتوب", problem: "الخطأ وتصحيحه", warning: "ما يحتاج إلى نظر",
    firstRows: "الصفوف الأولى كما قُرئت", readAs: "قُرئ بترميز", dividedBy: "والفاصل", newCategories: "فئات جديدة", noLeftOut: "لا صفوف متروكة.", noLookAt: "لا شيء يحتاج إلى نظر.", checking: "يُقرأ الملف", writing: "تُكتب الأصناف",
    previewOnly: "لم يُكتب شيء بعد. انظر في الصفوف الأولى ثم استورد الملف.", takenIn: "استُورد الملف.", nothingTaken: "لا يمكن استيراد شيء من الملف.", listedFirst: "تُعرض الأولى منها (1000).",
    hindrance_chain_gap: "ينتظر المستند السابق في السلسلة، وهو لم يصل إلى هنا بعد.",
    hindrance_not_onboarded: "لا شهادة للصندوق {till}، فلا يمكن الإبلاغ عن شيء منه. سجّله: `tillmesh zatca onboard --data DIR --otp DIGITS`",
    hindrance_credentials_refused: "ترفض الهيئة بيانات اعتماد الصندوق {till}: توقف الإبلاغ عنه. جدّد شهادته أو سجّله من جديد.",
    hindrance_no_service: "خدمة الهيئة لا ترد أو مشغولة، وستُعاد المحاولة تلقائيًا.",
    hindrance_not_understood: "يرد طرف آخر على عنوان الهيئة. تحقق من العنوان ومما يقع بينكما.",
    hindrance_certificate_ends: "تنتهي شهادة الصندوق {till} قريبًا. جدّدها من الصندوق.",
    hindrance_no_address: "لا تعرف الإدارة المركزية عنوان الهيئة: لا يُبلَّغ عن شيء. حدده: `tillmesh relay zatca --data DIR --api URL`",
    hindrance_document_stuck: "مستندات من الصندوق {till} لا تتلقى ردًا صالحًا من الهيئة مع أن غيرها يتلقى، وستُعاد المحاولة تلقائيًا. اسأل خدمة الهيئة عنها.",
    hindrance_rejected_in_a_row: "ترفض الهيئة مستندات الصندوق {till} واحدًا بعد الآخر لسبب ليس فيها: توقف الإبلاغ عنه. قارن الرقم الضريبي للشركة بما في الشهادة، وجدّد الشهادة أو سجّل الصندوق من جديد، ثم حاول الآن.",
    hindrance_certificate_over: "انتهت شهادة الصندوق {till}: لا يُقبل شيء مما يوقعه. جدّدها من الصندوق الآن.",
    refusedAt: "مستندات من الصندوق {till} مرفوضة وتحتاج إلى شخص:", overdueNear: "أقدم مستند للصندوق {till} ينتظر منذ أكثر من 18 ساعة: تصرف الآن.", overdueMissed: "أقدم مستند للصندوق {till} ينتظر منذ أكثر من 24 ساعة.",
    state_fine: "سليم", state_off: "لا يُبلَّغ", state_look: "انتبه", state_alarm: "تصرف الآن", more: "وغيرها:", refusedShort: "مرفوضة", waitingShort: "بانتظار الإبلاغ", needsYou: "تحتاج إلى شخص", next: "التالي", previous: "السابق", stuckCount: "بلا رد",
    hindrance_failed: "خلل في برنامج الإدارة المركزية، وستُعاد المحاولة تلقائيًا. السبب في سجله.",
    development: "لا توجد بعد",
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
let urgent = false; // whether a person must see to something: then nothing is green
let linked = null; // whether the relay answered last time; null before the first answer

/** A text with what stands in `…` as something to type, and {till} filled in. */
function phrase(key, till) {
  return text(key).split("`").map((part, i) => {
    const said = part.replaceAll("{till}", i % 2 ? till : "\u2068" + till + "\u2069");
    return i % 2 ? coded(said, "code typed") : said;
  });
}

function paragraph(...content) {
  const made = document.createElement("p");
  made.append(...content);
  return made;
}

function pill(kind, content) {
  const made = document.createElement("span");
  made.className = "pill " + kind;
  made.textContent = (kind === "on" ? "● " : kind === "off" ? "▲ " : "") + content;
  return made;
}

function sayLinked(is) {
  if (is !== undefined) linked = is;
  const live = document.getElementById("live");
  if (!live || linked === null) return;
  const good = linked && !urgent;
  live.className = "pill " + (good ? "on" : "off");
  live.textContent = (good ? "● " : "▲ ") + text(!linked ? "lost" : urgent ? "needsYou" : "live");
}

/** Replaces what a node says if that is something new, so that it is read out once. */
function say(id, key, ...content) {
  const node = document.getElementById(id);
  if (node.dataset.said === key) return;
  node.dataset.said = key;
  node.replaceChildren(...content);
}

/** 12345.60 as 12 345.60. */
const amount = decimal => decimal.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, "\u00a0");

function translate() {
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  for (const node of document.querySelectorAll("[data-t]")) {
    const key = node.dataset.t;
    const said = key === "loginProblem" ? document.body.dataset.state : key;
    node.replaceChildren(...(said ? phrase(said) : []));
  }
  for (const node of document.querySelectorAll("[data-language]")) node.textContent = text("other");
  sayLinked();
  if (last) show(last);
}

function cell(row, content, kind) {
  const made = row.insertCell();
  if (kind) made.className = kind;
  if (content instanceof Node) made.append(content); else made.textContent = content;
}

function coded(content, kind) {
  const made = document.createElement("span");
  made.className = kind || "code";
  made.textContent = content;
  return made;
}

function fill(id, rows, each) {
  const table = document.getElementById(id);
  table.classList.toggle("none", rows.length === 0);
  const body = table.tBodies[0];
  body.replaceChildren();
  for (const row of rows) {
    const made = body.insertRow();
    each(made, row);
    [...made.cells].forEach((c, i) => { c.dataset.label = table.tHead.rows[0].cells[i].textContent; });
  }
}

const clock = at => at ? new Date(at).toLocaleTimeString("en-GB") : "–";

function state(till, awaited) {
  const key = till.revoked ? "revoked" : till.online ? "online" : till.activated || till.lastHeard ? "offline" : "waiting";
  const made = document.createElement("span");
  made.className = "pills";
  made.append(pill(key === "online" ? "on" : key === "waiting" ? "note" : "off", text(key)));
  if (awaited) made.append(pill("off", text("awaited")));
  return made;
}

function sayAwaited(tills) {
  const names = tills.flatMap((till, i) => i ? [" · ", coded(till)] : [coded(till)]);
  const heading = document.createElement("h2");
  heading.textContent = text("onHold");
  const all = tills.length ? [heading, paragraph(...phrase("onHoldWhy"), " ", ...names), paragraph(...phrase("onHoldMend", tills[0]))] : [];
  say("awaited", tills.length ? language + tills : "", ...all);
}

const STATES = { fine: "on", off: "note", look: "note", alarm: "off" };

/** How reporting to the authority stands, in a word. */
const zatcaPill = state => pill(STATES[state], text("state_" + state));

/** What a person must see to, of all tills: three of them, and how many more. */
function zatcaAlarms(zatca) {
  if (!zatca.api && zatca.state === "alarm") return [paragraph("▲ ", ...phrase("noAddress", ""))];
  const all = zatca.tills.filter(t => t.state === "alarm").flatMap(t => [
    ...(t.alarm ? [phrase("hindrance_" + t.hindrance, t.till)] : []),
    ...(t.refused ? [[...phrase("refusedAt", t.till), " " + t.refused]] : []),
    ...(t.deadline === "missed" ? [phrase("overdueMissed", t.till)] : t.deadline === "near" ? [phrase("overdueNear", t.till)] : [])
  ]);
  const said = all.slice(0, 3).map(words => paragraph("▲ ", ...words));
  if (all.length > 3) said.push(paragraph(text("more") + " " + (all.length - 3)));
  return said;
}

function sayAlarms(zatca, link) {
  urgent = zatca.state === "alarm";
  const said = zatcaAlarms(zatca);
  if (said.length && link) said.push(paragraph(link));
  say("alarm", said.length ? language + said.map(p => p.textContent) : "", ...said);
}

function toZatca() {
  const made = document.createElement("a");
  made.href = "/zatca";
  made.textContent = text("zatca");
  return made;
}

function zatcaCell(till) {
  if (!till) return "–";
  const made = document.createElement("span");
  const counts = [[till.refused, "refusedShort"], [till.stuck, "stuckCount"], [till.waiting, "waitingShort"]];
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = counts.filter(c => c[0]).map(c => c[0] + "\u00a0" + text(c[1])).join(" · ");
  made.append(zatcaPill(till.state), " ", note);
  return made;
}

function storeName(branch) {
  const made = document.createElement("span");
  made.append(coded(branch.id), " · ", language === "ar" ? branch.nameAr : branch.name);
  return made;
}

function show(data) {
  last = data;
  const cents = data.branches.reduce((sum, b) => sum + Math.round(Number(b.gross) * 100), 0);
  document.getElementById("gross").textContent = amount((cents / 100).toFixed(2));
  document.getElementById("count").textContent = data.branches.reduce((sum, b) => sum + b.count, 0);
  document.getElementById("online").textContent = data.tills.filter(t => t.online).length + " / " + data.tills.length;
  sayAwaited(data.awaited);
  sayAlarms(data.zatca, toZatca());
  document.getElementById("zatcaState").replaceChildren(zatcaPill(data.zatca.state));
  document.getElementById("zatcaCounts").textContent =
    data.zatca.refusedCount + " " + text("refusedShort") + " · " + data.zatca.waiting + " " + text("waitingShort");
  const reporting = new Map(data.zatca.tills.map(t => [t.till, t]));
  fill("stores", data.branches, (row, b) => {
    cell(row, storeName(b));
    cell(row, b.count, "number");
    cell(row, amount(b.gross), "number");
  });
  fill("tills", data.tills, (row, t) => {
    cell(row, coded(t.till));
    cell(row, state(t, data.awaited.includes(t.till)));
    cell(row, zatcaCell(reporting.get(t.till)));
    cell(row, t.unsent < 0 ? "–" : t.unsent, "number");
    cell(row, t.chainHead ? coded(t.chainHead.receipt) : "–", "wide");
    cell(row, coded(clock(t.lastHeard)), "wide");
  });
  fill("sales", data.latest, (row, s) => {
    cell(row, coded(clock(s.at)));
    cell(row, coded(s.receipt));
    const kind = s.kind === "return" ? "number return" : "number";
    cell(row, amount(s.total), kind);
    cell(row, amount(s.vat), kind + " wide");
  });
}

/** Asks the relay every two seconds and shows its answer. @param address gives where to ask */
async function look(address) {
  try {
    const answer = await fetch(address());
    if (answer.status === 401) { location.href = "/"; return; }
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
    sayLinked(true);
  } catch (problem) {
    sayLinked(false);
  }
  setTimeout(look, 2000, address);
}

for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => {
    language = language === "ar" ? "en" : "ar";
    document.cookie = "lang=" + language + "; path=/; max-age=31536000; secure; samesite=strict";
    translate();
  });
}
translate();
if (document.body.classList.contains("dashboard")) look(() => "/api/v1/dashboard");
