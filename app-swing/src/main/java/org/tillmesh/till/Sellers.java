package org.tillmesh.till;

import org.tillmesh.retail.Company;
import org.tillmesh.retail.StoreProfile;
import org.tillmesh.zatca.Address;
import org.tillmesh.zatca.Party;
import org.tillmesh.zatca.PartyId;

/** The company with the address of this till's branch, as invoices name them. */
record Sellers(TillFolder folder) {
    Party party() {
        Company company = folder.company();
        StoreProfile branch = folder.storeProfile();
        org.tillmesh.retail.Address at = branch.address();
        return new Party(
                company.nameAr().isEmpty() ? company.name() : company.nameAr(),
                company.vatNumber(),
                new PartyId("CRN", company.crn()),
                new Address(at.street(), at.building(), at.district(), at.city(), at.postalCode(), at.country()));
    }
}
