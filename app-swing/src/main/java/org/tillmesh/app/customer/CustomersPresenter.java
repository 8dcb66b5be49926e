package org.tillmesh.app.customer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.look.Typed;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.FormValues;
import org.tillmesh.app.page.PageField;
import org.tillmesh.app.page.PageForm;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.refund.FindSales;
import org.tillmesh.till.refund.RefundAnswers;
import org.tillmesh.till.shop.Topic;
import org.tillmesh.till.tender.TenderAnswers;
import org.tillmesh.till.tender.TenderWish;

/** Customers as cards: who it is, what is owed, what was bought; edited, paid, merged, put on the open cart. */
public final class CustomersPresenter extends PagePresenter {
    private static final int SALES_MAX = 10;
    private static final List<String> FIELDS = List.of(
            "name", "phone", "vatNumber", "tags", "note", "street", "building", "additional", "district", "city", "postalCode");

    private final Refresh<List<CounterAnswers.Customer>> search;
    private List<CounterAnswers.Customer> found = List.of();
    private String known = "";
    private TenderAnswers.@Nullable Statement statement;
    private TenderAnswers.@Nullable Wallet wallet;
    private List<RefundAnswers.FoundSale> sales = List.of();
    private CounterAnswers.@Nullable Customer stays;

    public CustomersPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.MENU);
        search = new Refresh<>(desk, () -> desk.till().counter().findCustomers(view.typed().strip()), this::found);
    }

    @Override
    public void shown() {
        stays = null;
        known = "";
        super.shown();
    }

    @Override
    protected void look() {
        search.ask();
    }

    private void found(List<CounterAnswers.Customer> customers) {
        found = customers;
        known = "";
        rows(customers.stream().map(this::row).toList(), text("customersNone"));
    }

    private PageRow row(CounterAnswers.Customer customer) {
        boolean twice = !customer.conflicts().isEmpty();
        String phone = customer.phones().isEmpty() ? "" : code(customer.phones().get(0));
        String tags = String.join(" · ", customer.tags());
        return new PageRow(
                customer.id().value(),
                named(customer),
                phone + (phone.isEmpty() || tags.isEmpty() ? "" : " · ") + tags,
                customer.balance().isZero() ? "" : code(customer.balance()),
                twice ? text("conflictMark") : "",
                twice ? Tone.WARNING : Tone.PLAIN);
    }

    private String named(CounterAnswers.Customer customer) {
        return desk.language().name(customer.name(), customer.name());
    }

    private CounterAnswers.@Nullable Customer customer() {
        return found.stream()
                .filter(customer -> customer.id().value().equals(chosenId()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.CUSTOMERS || topic == Topic.SALES) {
            look();
        }
    }

    @Override
    public void scanned(String scanned) {
        view.typed(scanned);
        look();
    }

    // ---- the card

    /** What is asked for beside the card. */
    private record History(
            TenderAnswers.Statement statement, TenderAnswers.Wallet wallet, List<RefundAnswers.FoundSale> sales) {}

    @Override
    protected void tell() {
        view.search(text("customerHint"));
        CounterAnswers.Customer merging = stays;
        view.head(text("room_CUSTOMERS"), merging == null ? "" : text("sameAs", named(merging)));
        CounterAnswers.Customer customer = customer();
        view.detail(customer == null ? List.of() : card(customer));
        if (customer != null && !known.equals(customer.id().value())) {
            CustomerId id = customer.id();
            desk.aside(() -> history(customer), history -> {
                if (id.value().equals(chosenId())) {
                    known = id.value();
                    statement = history.statement();
                    wallet = history.wallet();
                    sales = history.sales();
                    view.detail(card(customer));
                }
            }, this::refused);
        }
    }

    private History history(CounterAnswers.Customer customer) {
        List<RefundAnswers.FoundSale> bought = customer.phones().isEmpty()
                ? List.of()
                : desk.till()
                        .refunds()
                        .findSales(new FindSales(
                                null, null, null, customer.phones().get(0), null, null, null, SALES_MAX))
                        .sales();
        return new History(
                desk.till().counter().statement(customer.id(), null, null),
                desk.till().counter().wallet(customer.id()),
                bought);
    }

    private List<PageLine> card(CounterAnswers.Customer customer) {
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(named(customer)));
        customer.conflicts()
                .forEach((field, values) -> lines.add(PageLine.words(
                        text("conflictLine", text("field_" + field), String.join(" · ", values)), Tone.WARNING)));
        customer.phones().forEach(phone -> lines.add(PageLine.pair(text("phone"), code(phone))));
        if (customer.vatNumber() != null && !customer.vatNumber().isEmpty()) {
            lines.add(PageLine.pair(text("field_vatNumber"), code(customer.vatNumber())));
        }
        if (!customer.tags().isEmpty()) {
            lines.add(PageLine.pair(text("groups"), String.join(" · ", customer.tags())));
        }
        if (customer.address() != null && !customer.address().isEmpty()) {
            lines.add(PageLine.words(customer.address(), Tone.PLAIN));
        }
        lines.add(PageLine.pair(
                text("owes"), code(customer.balance()), customer.balance().isPositive() ? Tone.WARNING : Tone.PLAIN));
        if (known.equals(customer.id().value())) {
            TenderAnswers.Wallet has = wallet;
            if (has != null) {
                lines.add(PageLine.pair(text("creditLimit"), code(has.limit())));
                lines.add(PageLine.pair(text("slips_credit"), code(has.credit())));
                if (has.points() != null) {
                    lines.add(PageLine.pair(text("slips_points"), code(has.points() + " = " + has.worth())));
                }
            }
            TenderAnswers.Statement heard = statement;
            if (heard != null && !heard.entries().isEmpty()) {
                lines.add(PageLine.head(text("statement")));
                List<TenderAnswers.AccountEvent> entries = heard.entries();
                entries.subList(Math.max(0, entries.size() - SALES_MAX), entries.size())
                        .forEach(entry -> lines.add(PageLine.pair(
                                at(entry.at()) + " · " + text("account_" + entry.kind()),
                                code(entry.amount() + " = " + entry.balance()))));
            }
            if (!sales.isEmpty()) {
                lines.add(PageLine.head(text("bought")));
                sales.forEach(sale -> lines.add(
                        PageLine.pair(at(sale.at()) + " · " + code(sale.receipt()), code(sale.total()))));
            }
        }
        return lines;
    }

    // ---- keys

    @Override
    public KeyMap keys() {
        CounterAnswers.Customer customer = customer();
        boolean none = customer == null;
        return super.keys()
                .bar(FunctionKey.F2, "newCustomer", "user-plus", this::askNew)
                .bar(FunctionKey.F3, "edit", "notes", this::askEdit)
                .unless(none, "customerFirst")
                .bar(FunctionKey.F5, "payAccount", "cash", this::askPay)
                .unless(none, "customerFirst")
                .bar(FunctionKey.F6, "settleCustomer", "alert-triangle", this::askConflicts)
                .unless(none, "customerFirst")
                .unless(customer != null && customer.conflicts().isEmpty(), "noConflict")
                .bar(FunctionKey.F7, stays == null ? "sameCustomer" : "mergeCustomer", "user", this::merge)
                .unless(none, "customerFirst")
                .key(FunctionKey.F8, "forgetCustomer", "trash", this::forget)
                .unless(none, "customerFirst")
                .key(FunctionKey.ENTER, "attach", "check", this::attach)
                .unless(none, "customerFirst");
    }

    private void attach() {
        CounterAnswers.Customer customer = customer();
        if (customer != null) {
            act(approve -> desk.till().counter().attachCustomer(customer.id()), cart -> desk.show(Desk.Place.SALE));
        }
    }

    /** Who has the phone or VAT number already comes up in the list; to add somebody else all the same is a second step. */
    private void askNew() {
        String typed = Typed.asciiDigits(view.typed().strip());
        boolean isPhone = typed.matches("[0-9+ ]{5,}");
        String key = UUID.randomUUID().toString();
        view.form(new PageForm(
                text("newCustomer"),
                text("newCustomerLead"),
                text("newCustomer"),
                List.of(
                        PageField.number("phone", text("phone"), isPhone ? typed : ""),
                        PageField.text("name", text("newName"), isPhone ? "" : view.typed().strip()),
                        PageField.number("vat", text("vatOptional"), ""),
                        PageField.text("tags", text("groupsOptional"), ""),
                        anyway()),
                form -> {
                    var wanted = new NewCustomer(
                            form.needed("name"),
                            form.textOrNull("phone"),
                            form.textOrNull("vat"),
                            null,
                            List.of(form.text("tags").split(",")));
                    boolean all = isAnyway(form);
                    submit(
                            approve -> desk.till().counter().newCustomerOnce(wanted, key, all).getKey(),
                            this::show);
                }));
    }

    private PageField anyway() {
        return PageField.choice(
                "anyway",
                text("whoIsThere"),
                "no",
                List.of(
                        new PageField.Choice("no", text("whoIsThereRefuse")),
                        new PageField.Choice("yes", text("whoIsThereAnyway"))));
    }

    private static boolean isAnyway(FormValues form) {
        return form.text("anyway").equals("yes");
    }

    private void show(CounterAnswers.Customer customer) {
        stays = null;
        choose(customer.id().value());
        view.typed(customer.phones().isEmpty() ? customer.name() : customer.phones().get(0));
        look();
    }

    private void askEdit() {
        CounterAnswers.Customer customer = customer();
        if (customer == null) {
            return;
        }
        Map<String, String> before = before(customer);
        var fields = new ArrayList<PageField>();
        for (String field : FIELDS) {
            String label = text(field.equals("phone") ? "phone" : field.equals("tags") ? "groups" : "field_" + field);
            boolean number = List.of("phone", "vatNumber", "building", "additional", "postalCode").contains(field);
            String now = before.getOrDefault(field, "");
            fields.add(number ? PageField.number(field, label, now) : PageField.text(field, label, now));
        }
        fields.add(anyway());
        view.form(new PageForm(named(customer), "", text("save"), fields, form -> {
            var set = new LinkedHashMap<String, String>();
            for (String field : FIELDS) {
                if (!form.text(field).equals(before.getOrDefault(field, ""))) {
                    set.put(field, form.text(field));
                }
            }
            boolean all = isAnyway(form);
            submit(approve -> desk.till().counter().editCustomer(customer.id(), set, all), this::show);
        }));
    }

    private static Map<String, String> before(CounterAnswers.Customer customer) {
        var before = new LinkedHashMap<String, String>();
        before.put("name", customer.name());
        before.put("phone", customer.phones().isEmpty() ? "" : customer.phones().get(0));
        before.put("vatNumber", customer.vatNumber() == null ? "" : customer.vatNumber());
        before.put("tags", String.join(",", customer.tags()));
        if (customer.nationalAddress() != null) {
            before.putAll(customer.nationalAddress());
        }
        return before;
    }

    /** Each field that tills apart wrote at once, as a choice of what they wrote. */
    private void askConflicts() {
        CounterAnswers.Customer customer = customer();
        if (customer == null) {
            return;
        }
        var fields = new ArrayList<PageField>();
        customer.conflicts()
                .forEach((field, values) -> fields.add(PageField.choice(
                        field,
                        text("field_" + field),
                        values.get(0),
                        values.stream().map(value -> new PageField.Choice(value, value)).toList())));
        view.form(new PageForm(named(customer), text("conflictLead"), text("takeValue"), fields, form -> {
            var set = new LinkedHashMap<String, String>();
            customer.conflicts().keySet().forEach(field -> set.put(field, form.text(field)));
            submit(approve -> desk.till().counter().editCustomer(customer.id(), set, true), this::show);
        }));
    }

    private void askPay() {
        CounterAnswers.Customer customer = customer();
        if (customer == null) {
            return;
        }
        String key = UUID.randomUUID().toString();
        List<PageField.Choice> ways = List.of(TenderKind.CASH, TenderKind.CARD, TenderKind.BANK).stream()
                .map(kind -> new PageField.Choice(
                        kind.code(), kind == TenderKind.BANK ? text("slips_bank") : text(kind.code())))
                .toList();
        view.form(new PageForm(
                text("payAccount"),
                text("payAccountLead", named(customer), code(customer.balance())),
                text("payAccount"),
                List.of(
                        PageField.number(
                                "amount",
                                text("amount"),
                                customer.balance().isPositive()
                                        ? customer.balance().toString()
                                        : ""),
                        PageField.choice("kind", text("paidBy"), TenderKind.CASH.code(), ways),
                        PageField.text("card", text("approvalOrReference"), "")),
                form -> {
                    TenderKind kind = TenderKind.of(form.text("kind")).orElseThrow();
                    var wish = new TenderWish(kind, form.money("amount"), form.textOrNull("card"), null);
                    submit(approve -> desk.till().counter().payAccount(customer.id(), wish, key), paid -> {
                        desk.say(text("paidAccount", code(paid.amount()), code(paid.balance())), false);
                        look();
                    });
                }));
    }

    private void merge() {
        CounterAnswers.Customer chosen = customer();
        CounterAnswers.Customer first = stays;
        if (chosen == null) {
            return;
        }
        if (first == null) {
            stays = chosen;
            tell();
            desk.keysChanged();
        } else if (first.id().equals(chosen.id())) {
            stays = null;
            tell();
            desk.keysChanged();
        } else {
            desk.ask(
                    text("mergeTitle"),
                    text("mergeAsk", named(first), named(chosen)),
                    text("mergeCustomer"),
                    () -> act(
                            approve -> desk.till()
                                    .counter()
                                    .mergeCustomers(List.of(first.id(), chosen.id()), approve),
                            this::show));
        }
    }

    private void forget() {
        CounterAnswers.Customer chosen = customer();
        if (chosen != null) {
            desk.ask(
                    text("forgetTitle"),
                    text("forgetAsk", named(chosen)),
                    text("forgetCustomer"),
                    () -> act(
                            approve -> desk.till().counter().anonymiseCustomer(chosen.id(), approve),
                            gone -> look()));
        }
    }
}
