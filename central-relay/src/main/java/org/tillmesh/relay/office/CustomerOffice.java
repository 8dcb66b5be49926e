package org.tillmesh.relay.office;

import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.form.CustomerForm;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Store;

/** Customers of the company: found, and told what they may owe. */
public final class CustomerOffice {
    private final Store store;
    private final Retail retail;
    private final Branches branches;

    CustomerOffice(Store store, Retail retail, Branches branches) {
        this.store = store;
        this.retail = retail;
        this.branches = branches;
    }

    /** With what is owed on account in all stores. */
    public record Account(Customer customer, Money owed) {}

    /** In the order of their names. @param text words of the name, the phone or the VAT number; empty for all */
    public List<Customer> find(String text) {
        return retail.customers().find(text, Integer.MAX_VALUE);
    }

    /** Of one who was merged into another, that other. @throws RelayException if there is none of that id */
    public Account account(String id) {
        return account(known(id));
    }

    /** The same of one who was found. */
    public Account account(Customer customer) {
        return new Account(
                customer,
                branches.ids().stream()
                        .findFirst()
                        .map(branch -> retail.customers().owed(Scope.branch(branch), customer.id()))
                        .orElse(Money.ZERO));
    }

    private Customer known(String id) {
        return (Id.isOne(id) ? retail.customers().byId(new CustomerId(id)) : Optional.<Customer>empty())
                .orElseThrow(() -> Form.notThere(Thing.CUSTOMER, id));
    }

    /** Changes the fields that are named; what tills say of the others meanwhile stands beside it. */
    public Account change(String id, byte[] json) {
        Customer before = known(id);
        Customer after = CustomerForm.changed(before, json);
        store.write(tx -> {
            after.writeChanges(tx, before);
            return true;
        });
        return account(after.id().value());
    }
}
