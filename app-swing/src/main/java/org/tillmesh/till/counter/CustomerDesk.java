package org.tillmesh.till.counter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.CustomerMerge;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Customers: found, added and edited here, joined with what other tills did to them meanwhile; merged, made anonymous. */
final class CustomerDesk {
    private static final int FOUND_MAX = 50;

    /** The name of a customer whom nobody is to know any more. */
    private static final String ANONYMOUS = "—";

    private final Shop shop;
    private final Login login;
    private final Function<Customer, CounterAnswers.Customer> shown;

    CustomerDesk(Shop shop, Login login, Function<Customer, CounterAnswers.Customer> shown) {
        this.shop = shop;
        this.login = login;
        this.shown = shown;
    }

    List<Customer> find(String text) {
        shop.requireUser();
        return shop.retail().customers().find(text, FOUND_MAX);
    }

    Customer byId(CustomerId id) {
        return shop.retail().customers().byId(id).orElseThrow(() -> Shop.unknown(id));
    }

    /** The customer, and whether the key had made it before. */
    record Made(Customer customer, boolean again) {}

    /** @param anyway although somebody has that phone or VAT number */
    Made add(NewCustomer wanted, @Nullable String key, boolean anyway) {
        var used = shop.used(key, CommandKeys.Command.NEW_CUSTOMER);
        if (used.isPresent()) {
            return new Made(byId(new CustomerId(used.get().id())), true);
        }
        shop.requireUser();
        Customer customer = Customer.fresh(
                new CustomerId(Shop.newId()),
                CustomerFields.newName(wanted.name()),
                CustomerFields.vatNumber(wanted.vatNumber()),
                wanted.phone() == null ? List.of() : List.of(CustomerFields.phone(wanted.phone())),
                CustomerFields.tags(wanted.tags()),
                wanted.address() == null ? null : CustomerFields.text("address", wanted.address()),
                new Customer.CreatedBy(shop.till(), key));
        Customer whole = wanted.national().isEmpty()
                ? customer
                : customer.withNationalAddress(CustomerFields.national(null, wanted.national()));
        if (!anyway) {
            refuseDouble(null, whole);
        }
        shop.write(tx -> {
            whole.writeTo(tx, Scope.COMPANY);
            return true;
        });
        return new Made(whole, false);
    }

    /** @param anyway although somebody has that phone or VAT number */
    Customer edit(CustomerId id, Map<String, String> set, boolean anyway) {
        shop.requireUser();
        Customer before = byId(id);
        Customer wanted = CustomerFields.changed(before, set);
        if (!anyway) {
            refuseDouble(before, wanted);
        }
        shop.write(tx -> {
            wanted.writeChanges(tx, before, set.keySet());
            return true;
        });
        return byId(before.id());
    }

    /** Whoever has a phone or VAT number that this customer gets now is probably the same. */
    private void refuseDouble(@Nullable Customer before, Customer wanted) {
        boolean samePhones = before != null && before.phones().containsAll(wanted.phones());
        boolean sameVat = before != null && Objects.equals(before.vatNumber(), wanted.vatNumber());
        String phone =
                samePhones || wanted.phones().isEmpty() ? "" : wanted.phones().get(0);
        String vat = sameVat || wanted.vatNumber() == null ? "" : wanted.vatNumber();
        List<Customer> others = shop.retail().customers().bearers(phone, vat).stream()
                .filter(other -> !other.id().equals(wanted.id()))
                .toList();
        if (!others.isEmpty()) {
            Customer first = others.get(0);
            boolean byVat = !vat.isEmpty() && vat.equals(first.vatNumber());
            throw new TillException(CounterRefusal.CUSTOMER_DOUBLE, first.name(), byVat ? vat : phone)
                    .carrying(new CounterAnswers.Doubles(
                            others.stream().map(shown).toList()));
        }
    }

    /**
     * Makes several customers one: the first stays, and has what the others had and he lacked. Their accounts and sales are
     * his from now on.
     *
     * @throws TillException FORBIDDEN without a manager's word, UNKNOWN_CUSTOMER, BAD_VALUE if they are one already
     */
    Customer merge(List<CustomerId> ids, @Nullable String approve) {
        UserId approver = login.allow(false, Act.MERGE_CUSTOMERS.with(), approve);
        var all = new LinkedHashMap<CustomerId, Customer>();
        ids.stream().map(this::byId).forEach(customer -> all.put(customer.id(), customer));
        if (all.size() < 2) {
            throw new TillException(CounterRefusal.MERGE_ONE);
        }
        Customer stays = all.values().iterator().next();
        Customer whole = all.values().stream().reduce(Customer::joined).orElseThrow();
        var merged = new TreeSet<CustomerId>();
        all.keySet().forEach(id -> merged.addAll(shop.retail().customers().members(id)));
        merged.remove(stays.id());
        shop.write(tx -> {
            whole.writeChanges(tx, stays);
            tx.remove(Scope.COMPANY, DocType.CUSTOMER_MERGE.ref(stays.id()), List.of("into"));
            merged.forEach(id -> new CustomerMerge(
                            id,
                            stays.id(),
                            shop.till(),
                            shop.loggedIn().id(),
                            shop.clock().instant())
                    .writeTo(tx, Scope.COMPANY));
            String others = merged.stream().map(CustomerId::value).collect(Collectors.joining(", "));
            shop.audit(tx, "customer-merge", stays.id() + " is " + others, approver);
            return true;
        });
        return byId(stays.id());
    }

    /**
     * Takes away all that says who a customer is. Issued documents keep what the law wants on them, under the customer's id.
     *
     * @throws TillException FORBIDDEN without a manager's word, UNKNOWN_CUSTOMER, POLICY while something is owed on account
     */
    Customer anonymise(CustomerId id, @Nullable String approve) {
        UserId approver = login.allow(false, Act.ANONYMISE_CUSTOMER.with(), approve);
        Customer customer = byId(id);
        Money owed = shop.retail().customers().owed(shop.scope(), customer.id());
        if (!owed.isZero()) {
            throw new TillException(CounterRefusal.ANONYMISE_OWES, customer.name(), owed);
        }
        List<CustomerId> members = new ArrayList<>(shop.retail().customers().members(customer.id()));
        shop.write(tx -> {
            members.forEach(member -> anonymise(tx, DocType.CUSTOMER.ref(member)));
            shop.audit(tx, "customer-anonymise", customer.id().value(), approver);
            return true;
        });
        return byId(customer.id());
    }

    private static void anonymise(Transaction tx, DocRef ref) {
        if (tx.exists(Scope.COMPANY, ref)) {
            tx.put(Scope.COMPANY, ref, "name", Value.of(ANONYMOUS));
            for (String field : List.of("vatNumber", "note", "phones", "tags", "addresses")) {
                tx.remove(Scope.COMPANY, ref, List.of(field));
            }
        }
    }
}
