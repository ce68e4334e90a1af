// Private endpoints of one resource, each with its DNS zone linked to the network.
import { tagSet } from 'types.bicep'

param namePrefix string
param location string
param tags tagSet
param targetId string

type endpoint = {
  @description('The part of the resource, e.g. queue.')
  group: string
  zone: string
}
param endpoints endpoint[]
param networkId string
param subnetId string

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for e in endpoints: {
    name: e.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (e, i) in endpoints: {
    parent: zones[i]
    name: 'app'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for e in endpoints: {
    name: '${namePrefix}-${e.group}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        {
          name: e.group
          properties: {
            privateLinkServiceId: targetId
            groupIds: [e.group]
          }
        }
      ]
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (e, i) in endpoints: {
    parent: privateEndpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: e.group
          properties: { privateDnsZoneId: zones[i].id }
        }
      ]
    }
    dependsOn: [links[i]]
  }
]
