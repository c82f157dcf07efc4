// Walks a gallery's whole life and what others share; prints what came back as one JSON object.
import { createRequire } from "node:module";

const require = createRequire(`${process.env.PACKAGES}/`);
const { ComputeManagementClient } = require("@azure/arm-compute");
const { ResourceManagementClient } = require("@azure/arm-resources");
const { endpoint, identity_endpoint, identity_header, subscription, group, image, unique, open } = JSON.parse(process.env.WALK);

const credential = {
  async getToken() {
    const url = `${identity_endpoint}?api-version=2019-08-01&resource=${endpoint}`;
    const answer = await (await fetch(url, { headers: { "X-IDENTITY-HEADER": identity_header } })).json();
    return { token: answer.access_token, expiresOnTimestamp: answer.expires_on * 1000 };
  },
};
const compute = new ComputeManagementClient(credential, subscription, { endpoint });
const resources = new ResourceManagementClient(credential, subscription, { endpoint });
const often = { updateIntervalInMs: 20 };
const names = async (listed) => {
  const found = [];
  for await (const each of listed) found.push(each.name);
  return found;
};
const inImage = [group, "img_js", "debian"];
const report = {};

const gallery = { location: "West Europe", softDeletePolicy: { isSoftDeleteEnabled: true } };
report.gallery = await compute.galleries.createOrUpdate(group, "img_js", gallery, often);
report.patched = await compute.galleries.update(group, "img_js", { tags: { ring: "1" } }, often);
report.exists = await resources.resources.checkExistenceById(report.gallery.id, "2025-03-03");
report.definition = await compute.galleryImages.createOrUpdate(...inImage, {
  location: "westeurope", osType: "Linux", osState: "Generalized", hyperVGeneration: "V2",
  identifier: { publisher: "Contoso", offer: "debian", sku: "13" },
}, often);
for (const number of ["1.0.0", "1.0.1", "1.0.2"]) {
  report.version = await compute.galleryImageVersions.createOrUpdate(...inImage, number, {
    location: "westeurope", storageProfile: { source: { id: image } },
    publishingProfile: { targetRegions: [{ name: "westeurope" }, { name: "East US 2", regionalReplicaCount: 2 }] },
  }, often);
}
report.expanded = await compute.galleryImageVersions.get(...inImage, "1.0.0", { expand: "ReplicationStatus" });
report.pages = [];
for await (const page of compute.galleryImageVersions.listByGalleryImage(...inImage).byPage()) report.pages.push(page.length);
await compute.galleryImageVersions.delete(...inImage, "1.0.2", often);
report.buried = await names(compute.softDeletedResource.listByArtifactName(group, "img_js", "Images", "debian"));
report.refused = await compute.galleries.get(group, "nothing").catch((error) => [error.statusCode, error.code]);
report.shared = await names(compute.sharedGalleryImageVersions.list("eastus2", unique, "debian"));
report.open = await compute.communityGalleries.get("eastus2", open);
console.log(JSON.stringify(report));
