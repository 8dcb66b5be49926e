package org.tillmesh.till.invoice;

import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Company;
import org.tillmesh.till.shop.TillFolder;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.TradeParty;

/** The company with the address of this till's branch, as invoices name them. */
record Sellers(TillFolder folder) {
    public TradeParty party() {
        Company company = folder.company();
        BranchProfile branch = folder.branchProfile();
        org.tillmesh.retail.company.Address at = branch.address();
        return new TradeParty(
                company.nameAr().isEmpty() ? company.name() : company.nameAr(),
                company.vatNumber(),
                new PartyId("CRN", company.crn()),
                new PostalAddress(at.street(), at.building(), at.district(), at.city(), at.postalCode(), at.country()));
    }
}
